package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mailroom.parse.charset.RawText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filename=a.pdf                                                  | a.pdf
            filename="a b.pdf"                                              | a b.pdf
            filename=a b.pdf; size=1                                        | a b.pdf
            filename="a;b.pdf"                                              | a;b.pdf
            filename="a\\"b.pdf"                                            | a"b.pdf
            filename="C:\\dir\\a.pdf"                                       | C:\\dir\\a.pdf
            FileName = "a.pdf"                                              | a.pdf
            filename="unclosed.pdf                                          | unclosed.pdf
            filename*1="part two.pdf"; filename*0="part one "               | part one part two.pdf
            filename*0="100%41 "; filename*1*=%C3%9C.pdf                    | 100%41 Ü.pdf
            filename*0*=utf-8''%C3; filename*1*=%9C.pdf                     | Ü.pdf
            filename*0*=iso-8859-1'de'%DC; filename*1="%20.pdf"             | Ü%20.pdf
            filename*=%C3%9C.pdf                                            | Ü.pdf
            filename*=''%C3%9C.pdf                                          | Ü.pdf
            filename*=utf-8'%C3%9C.pdf                                      | Ü.pdf
            filename*="utf-8''%C3%9C.pdf"                                   | Ü.pdf
            filename*=x-unknown'en'%C3%9C.pdf                               | Ü.pdf
            filename*=utf-8''100%.pdf                                       | 100%.pdf
            filename*=utf-8''%zz%4                                          | %zz%4
            filename*=it's 'so'.pdf                                         | it's 'so'.pdf
            filename=b.pdf; filename*=utf-8''%C3%9C.pdf                     | Ü.pdf
            filename=a.pdf; filename=b.pdf                                  | a.pdf
            filename="%C3%9C.pdf"                                           | %C3%9C.pdf
            filename="=?utf-8?Q?=C3=9C.pdf?="                               | Ü.pdf
            filename*0="=?utf-8?Q?=C3="; filename*1="9C.pdf?="              | Ü.pdf
            filename==?utf-8?Q?=C3=9C.pdf?=                                 | Ü.pdf
            filename="Jörg.pdf"                                             | Jörg.pdf
            filename*="=?utf-8?Q?=C3=9C.pdf?="                              | Ü.pdf
            filename*=o'neill's.pdf                                         | o'neill's.pdf
            filename *= utf-8''%C3%9C.pdf                                   | Ü.pdf
            filename="Report "final".pdf"                                   | Report "final".pdf
            filename="a.pdf" name="b.pdf"                                   | a.pdf
            filename="a.pdf" (the file)                                     | a.pdf
            filename="a.pdf"; filename*=utf-8''                             | a.pdf
            filename*10=k; filename*2=c; filename*1=b; filename*0=a         | abck
            """)
    void readsNamesExactly(String parameters, String expected) {
        assertThat(read("attachment; " + parameters).get("filename")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filename=a.pdf                     | ``         | a.pdf
            attachment filename="a b.pdf"      | attachment | a b.pdf
            attachment filename = a.pdf; size=1 | attachment | a.pdf
            """)
    void findsAParameterWhereTheSemicolonWasForgotten(String field, String value, String name) {
        assertThat(read(field).value()).isEqualTo(value);
        assertThat(read(field).get("filename")).contains(name);
    }

    @Test
    void readsAValueThatIsOneEncodedWord() {
        Parameters type = read("=?utf-8?q?application/pdf;_name=3Db.pdf?=");
        assertThat(type.value()).isEqualTo("application/pdf");
        assertThat(type.get("name")).contains("b.pdf");
    }

    /** Any name in any encoding, in any segments, each quoted or percent-encoded, in any order. */
    @Test
    void putsRandomSegmentsTogether() {
        List<String> charsets =
                List.of("utf-8", "iso-8859-1", "koi8-r", "shift_jis", "gb18030", "euc-kr", "windows-1251");
        List<String> letters = List.of("aÜß €漢", "aÜß é", "aЖю", "a漢字ソ①", "a汉€", "a한글", "aЖю№");
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int which = random.nextInt(charsets.size());
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < 3 + random.nextInt(40); i++) {
                String any = letters.get(which) + "b %'\"\\;=*~.";
                name.append(any.charAt(random.nextInt(any.length())));
            }
            String expected = "n" + name + "n";
            String charset = charsets.get(which).equals("shift_jis") ? "windows-31j" : charsets.get(which);
            byte[] bytes = expected.getBytes(Charset.forName(charset));
            List<String> segments = segments(bytes, charsets.get(which), random);
            Collections.shuffle(segments, random);
            assertThat(read("attachment; " + String.join("; ", segments)).get("filename"))
                    .as("seed %d: %s", seed, segments)
                    .contains(expected);
        }
    }

    private static List<String> segments(byte[] bytes, String charset, Random random) {
        List<String> segments = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(9));
            byte[] piece = Arrays.copyOfRange(bytes, at, to);
            // within a character of two bytes the second may look like ASCII
            boolean literal = at > 0 && isAscii(bytes, at - 1) && isAscii(piece, 0) && random.nextBoolean();
            String label = at == 0 ? charset + "'en'" : "";
            String value = literal ? quoted(piece) : label + percents(piece, random);
            segments.add("filename*" + segments.size() + (literal ? "=" : "*=") + value);
            at = to;
        }
        return segments;
    }

    private static boolean isAscii(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(byte[] piece) {
        String text = new String(piece, StandardCharsets.US_ASCII);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String percents(byte[] piece, Random random) {
        StringBuilder percents = new StringBuilder();
        for (byte b : piece) {
            boolean plain = b >= 'a' && b <= 'z' && random.nextBoolean();
            percents.append(plain ? Character.toString(b) : "%%%02x".formatted(b & 0xff));
        }
        return percents.toString();
    }

    private static Parameters read(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return Parameters.read(new HeaderField("Content-Disposition", bytes, false), RawText.LAST_RESORT);
    }
}
