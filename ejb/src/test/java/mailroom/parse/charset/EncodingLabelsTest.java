package mailroom.parse.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import mailroom.parse.field.EncodedWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingLabelsTest {

    private static final int SEEDS = 200;

    @ParameterizedTest
    @CsvSource(textBlock = """
            gb2312,               e946bbf9a2e3,         镕基€
            GBK,                  80,                   €
            ks_c_5601-1987,       8161,                 갵
            euc-kr,               b0a1,                 가
            cp932,                87408741,             ①②
            shift_jis,            fa40,                 ⅰ
            iso-8859-1,           80 93 94,             €“”
            us-ascii,             fc,                   ü
            latin1,               96,                   –
            iso-8859-9,           fe,                   ş
            iso-8859-8-i,         f9 ec e5 ed,          שלום
            iso-8859-10,          a1,                   Ą
            iso-8859-14,          a1,                   Ḃ
            iso-8859-16,          a4,                   €
            macintosh,            db 8a,                €ä
            x-mac-cyrillic,       b6 a2,                ґҐ
            koi8-u,               ae,                   ў
            windows-1255,         ca,                   \u05ba
            windows-1252,         81,                   \u0081
            x-user-defined,       80,                   \uf780
            tis-620,              a1,                   ก
            big5,                 f9d6 a1e3,            碁～
            euc-jp,               ada1 8ea6 8fb0a1,     ①ｦ丂
            iso-2022-jp,          1b24422d211b2842,     ①
            iso-2022-jp,          1b2849331b2842,       ｳ
            iso-2022-kr,          1b2429430e30210f,     가
            hz-gb-2312,           7e7b56507e7d,         中
            utf-7,                4869 2b414d512d,      HiÄ
            utf-16,               fffe e400,            ä
            cp437,                84,                   ä
            euc_jp,               ada1,                 ①
            ujis,                 ada1,                 ①
            iso-2022-jp-1,        1b24422d211b2842,     ①
            iso-2022-jp-3,        1b24422d211b2842,     ①
            x-mac-japanese,       8740,                 ①
            euc-cn,               e946,                 镕
            gb18030-2022,         e946,                 镕
            5601,                 8161,                 갵
            dos-862,              80,                   א
            cp65001,              c3a4,                 ä
            """)
    void readsALabelAsTheWebDoes(String label, String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        String plain = expected.translateEscapes();
        assertThat(EncodingLabels.find(label).orElseThrow().decode(bytes)).isEqualTo(unescaped(plain));
    }

    private static String unescaped(String text) {
        return text.startsWith("\\u") ? Character.toString(Integer.parseInt(text.substring(2), 16)) : text;
    }

    @Test
    void knowsNoLabelThatNobodyKnows() {
        assertThat(EncodingLabels.find("x-unknown")).isEmpty();
        assertThat(EncodingLabels.find("")).isEmpty();
        assertThat(EncodingLabels.find("a b")).isEmpty();
        assertThat(EncodingLabels.find(" UTF-8 ")).isPresent();
    }

    @Test
    void losesNoAsciiCharacterBehindABrokenOne() {
        for (String label : new String[] {"gbk", "big5", "euc-kr", "shift_jis", "euc-jp", "utf-8"}) {
            byte[] bytes = {'a', (byte) 0xfe, '<', 'b', (byte) 0xc3};
            String text = EncodingLabels.find(label).orElseThrow().decode(bytes);
            assertThat(text).as(label).startsWith("a").contains("<b");
        }
    }

    /** Words of random characters, encoded by Java where its table is the standard's, split anywhere. */
    @ParameterizedTest
    @CsvSource({
        "utf-8,UTF-8",
        "ibm866,IBM866",
        "iso-8859-2,ISO-8859-2",
        "iso-8859-3,ISO-8859-3",
        "iso-8859-4,ISO-8859-4",
        "iso-8859-5,ISO-8859-5",
        "iso-8859-6,ISO-8859-6",
        "iso-8859-7,ISO-8859-7",
        "iso-8859-8,ISO-8859-8",
        "iso-8859-13,ISO-8859-13",
        "iso-8859-15,ISO-8859-15",
        "iso-8859-16,ISO-8859-16",
        "koi8-r,KOI8-R",
        "macintosh,x-MacRoman",
        "windows-874,x-windows-874",
        "windows-1250,windows-1250",
        "windows-1251,windows-1251",
        "windows-1252,windows-1252",
        "windows-1253,windows-1253",
        "windows-1254,windows-1254",
        "windows-1255,windows-1255",
        "windows-1256,windows-1256",
        "windows-1257,windows-1257",
        "windows-1258,windows-1258",
        "gbk,GBK",
        "gb18030,GB18030",
        "big5,x-MS950-HKSCS",
        "euc-jp,EUC-JP",
        "iso-2022-jp,ISO-2022-JP",
        "shift_jis,windows-31j",
        "euc-kr,x-windows-949",
        "utf-16be,UTF-16BE",
        "utf-16le,UTF-16LE"
    })
    void readsRandomEncodedWordsBack(String label, String charset) {
        Charset java = Charset.forName(charset);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            String text = randomText(java.newEncoder(), label, random);
            boolean whole = label.startsWith("iso-2022");
            assertThat(EncodedWords.decode(words(label, text.getBytes(java), whole, random), RawText.LAST_RESORT))
                    .as("%s, seed %d", label, seed)
                    .isEqualTo(text);
        }
    }

    private static String randomText(CharsetEncoder encoder, String label, Random random) {
        // where Java and the standard map a character of these two otherwise, neither is wrong
        String differing = label.endsWith("jp") || label.endsWith("jis")
                ? "~\\\u00a5\u203e\u301c\u2016\u2212\u00a2\u00a3\u00ac\uff3c\u2014\u00a6"
                : "";
        StringBuilder text = new StringBuilder();
        while (text.length() < 1 + random.nextInt(30)) {
            char c = (char) (random.nextInt(4) == 0 ? ' ' + random.nextInt(95) : 0xa0 + random.nextInt(0xd700 - 0xa0));
            if (encoder.canEncode(c) && differing.indexOf(c) < 0 && c != '\u00a0' && c != '\u0e81') {
                text.append(c);
            }
        }
        return "x" + text;
    }

    private static String words(String label, byte[] bytes, boolean whole, Random random) {
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = whole ? bytes.length : Math.min(bytes.length - at, 1 + random.nextInt(9));
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, at + length);
            String language = random.nextInt(3) == 0 ? "*en" : "";
            words.append(at == 0 ? "" : random.nextBoolean() ? " " : "\t  ")
                    .append("=?")
                    .append(random.nextBoolean() ? label : label.toUpperCase(java.util.Locale.ROOT))
                    .append(language)
                    .append(random.nextBoolean() ? base64(piece, random) : quoted(piece))
                    .append("?=");
            at += length;
        }
        return words.toString();
    }

    private static String base64(byte[] piece, Random random) {
        var encoder = java.util.Base64.getEncoder();
        return "?b?" + (random.nextBoolean() ? encoder : encoder.withoutPadding()).encodeToString(piece);
    }

    private static String quoted(byte[] piece) {
        StringBuilder quoted = new StringBuilder("?Q?");
        for (byte b : piece) {
            quoted.append(b == ' ' ? "_" : "=%02X".formatted(b & 0xff));
        }
        return quoted.toString();
    }

    @Test
    void guessesWhatHasNoLabel() {
        assertThat(RawText.read("Jörg".getBytes(StandardCharsets.UTF_8), RawText.LAST_RESORT))
                .isEqualTo("Jörg");
        byte[] cyrillic = "Привет".getBytes(Charset.forName("koi8-r"));
        assertThat(RawText.read(cyrillic, EncodingLabels.find("koi8-r").orElseThrow()))
                .isEqualTo("Привет");
        assertThat(RawText.read("naïve €".getBytes(Charset.forName("windows-1252")), new EucJp()))
                .isEqualTo("naïve €");
        assertThat(RawText.read("件名".getBytes(Charset.forName("ISO-2022-JP")), RawText.LAST_RESORT))
                .isEqualTo("件名");
        assertThat(RawText.read("a\u001b[31mb".getBytes(StandardCharsets.US_ASCII), RawText.LAST_RESORT))
                .isEqualTo("a\u001b[31mb");
    }
}
