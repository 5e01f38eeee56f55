package mailroom.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailroom.parse.structure.PartHead;
import org.junit.jupiter.api.Test;

class MailContentsTest {

    private record Part(PartHead head, ByteArrayOutputStream bytes) {

        String text() {
            return bytes.toString(ISO_8859_1);
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private MailContents contents;

    private void read(String mail) throws IOException {
        contents = MailContents.read(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)), head -> {
            parts.add(new Part(head, new ByteArrayOutputStream()));
            return parts.get(parts.size() - 1).bytes();
        });
    }

    private static String multipart(String... parts) {
        return "Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + String.join("\r\n--b\r\n", parts) + "\r\n--b--\r\n";
    }

    @Test
    void givesAPartWithoutTheLineEndThatBelongsToTheBoundary() throws IOException {
        read(multipart("\r\nfirst\r\n", "Content-Type: application/x\r\n\r\na\nb\r\n\r\n"));
        assertThat(parts).extracting(Part::text).containsExactly("first\r\n", "a\nb\r\n\r\n");
        assertThat(parts).extracting(part -> part.head().place()).containsExactly("1", "2");
        assertThat(parts).extracting(part -> part.head().isFile()).containsExactly(false, true);
    }

    @Test
    void givesAMailWithoutPartsToItsLastByte() throws IOException {
        read("Subject: s\r\n\r\none\r\ntwo\r\n");
        assertThat(parts).extracting(Part::text).containsExactly("one\r\ntwo\r\n");
        assertThat(contents.header().text("subject")).contains("s");
    }

    @Test
    void decodesBase64AndQuotedPrintable() throws IOException {
        read(multipart(
                "Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n/w==\r\n",
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "Gr=C3=BC=\r\n=C3=9Fe \r\nend"));
        assertThat(parts.get(0).bytes().toByteArray()).containsExactly(0, 1, 2, 0xff);
        assertThat(parts.get(0).head().name()).contains("a.png");
        PartHead text = parts.get(1).head();
        assertThat(text.text(parts.get(1).bytes().toByteArray())).isEqualTo("Grüße\nend");
    }

    @Test
    void readsTextInTheEncodingThatItNames() throws IOException {
        read("Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" + new String("é".getBytes(ISO_8859_1), ISO_8859_1));
        assertThat(parts.get(0).head().text(parts.get(0).bytes().toByteArray())).isEqualTo("é");
    }

    @Test
    void givesAnAttachedMailWhole() throws IOException {
        String inner = "Subject: inner\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n";
        read(multipart("\r\ntext", "Content-Type: message/rfc822\r\n\r\n" + inner));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).text()).isEqualTo(inner);
    }

    @Test
    void keepsALineThatIsLongerThanTheBuffer() throws IOException {
        String line = "x".repeat(100_000) + "\r\n" + "y".repeat(8192) + "\r\n";
        read(multipart("Content-Type: application/x\r\n\r\n" + line));
        assertThat(parts.get(0).text()).isEqualTo(line);
    }

    @Test
    void saysWhatItLeavesOut() throws IOException {
        read(multipart("\r\nx"));
        assertThat(contents.hasAllParts()).isTrue();
        assertThat(contents.problems()).isEmpty();
        String[] many = new String[10_001];
        Arrays.fill(many, "\r\nx");
        read(multipart(Arrays.copyOf(many, 10_000)));
        assertThat(contents.hasAllParts()).isTrue();
        read("Subject: twice\r\n" + multipart(many));
        assertThat(contents.hasAllParts()).isFalse();
        assertThat(contents.problems())
                .containsExactly(
                        "the field Subject is there more than once",
                        "more than 10000 parts; those behind are left out");
    }
}
