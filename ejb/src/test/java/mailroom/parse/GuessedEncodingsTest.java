package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mailroom.mail.AttachedFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes without a label are read as something else in the mail is labelled. */
class GuessedEncodingsTest {

    @ParameterizedTest
    @CsvSource({
        "gbk,       张三",
        "shift_jis, 山田ソ表",
        "koi8-r,    Иван",
        "big5,      王小明",
        "euc-kr,    홍길동",
        "windows-1251, Иван"
    })
    void readsRawNamesAsAnEncodedWordOrThePartItselfIsLabelled(String label, String name) throws IOException {
        Charset charset = Charset.forName(label.equals("shift_jis") ? "windows-31j" : label);
        String word = "=?" + label + "?B?" + Base64.getEncoder().encodeToString(name.getBytes(charset)) + "?=";
        for (String text : new String[] {"", "; charset=us-ascii", "; charset=utf-8"}) {
            byte[] mail = bytes(
                    charset,
                    "From: " + name + " <j@x.org>\nSubject: " + word + "\nContent-Type: text/plain" + text + "\n\nx");
            assertThat(MailParser.parse(new ByteArrayInputStream(mail)).from()).containsExactly(name + " <j@x.org>");
            assertThat(Header.read(new ByteArrayInputStream(mail)).text("from")).contains(name + " <j@x.org>");
        }
        byte[] part = bytes(charset, "Content-Type: text/csv; charset=" + label + "; name=\"" + name + ".csv\"\n\nx");
        assertThat(MailParser.parse(new ByteArrayInputStream(part)).attachments())
                .extracting(AttachedFile::name)
                .containsExactly(name + ".csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ã", "ü", "ü!"})
    void oneBrokenCharacterDoesNotMakeTheOthersOfAnotherEncoding(String end) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes("Subject: Grüße für Köln ".getBytes(StandardCharsets.UTF_8));
        mail.writeBytes((end + "\n\nx").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(MailParser.parse(new ByteArrayInputStream(mail.toByteArray()))
                        .subject())
                .contains("Grüße für Köln \ufffd" + end.substring(1));
    }

    private static byte[] bytes(Charset charset, String mail) {
        return mail.getBytes(charset);
    }
}
