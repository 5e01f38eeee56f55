package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import mailroom.mail.AttachedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that people know how to read, though no rule allows them. */
class SloppyHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/pdf;\nname=a.pdf\n",
                "Content-Type: application/pdf; \nname=\"a.pdf\"\n",
                "Content-Type: application/pdf\nContent-Disposition: attachment;\nfilename=\"a.pdf\"\n",
                "Content-Type:\nContent-Type: application/pdf; name=a.pdf\n"
            })
    void readsTheNameWhereABlankOrAValueIsMissing(String header) throws IOException {
        assertThat(names(header + "Subject: s\n\nx")).containsExactly("a.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"base64\"", "BASE64 (of course)", "base64;"})
    void readsAnEncodedMailHoweverItsEncodingIsWritten(String encoding) throws IOException {
        String mail = "Subject: inner\nContent-Type: application/pdf; name=a.pdf\n\nx";
        String encoded = Base64.getMimeEncoder().encodeToString(mail.getBytes(StandardCharsets.US_ASCII));
        for (String end : List.of("\r\n", " \r\n", "\t\n")) {
            assertThat(names("Content-Type: message/rfc822\nContent-Transfer-Encoding: " + encoding + "\n\n"
                            + encoded.replace("\r\n", end) + end))
                    .containsExactly("inner", "a.pdf");
        }
    }

    @Test
    void readsTheFirstPartWhereTheEmptyLineBeforeItWasForgotten() throws IOException {
        String part = "Content-Type: application/pdf; name=%s\n\nx\n";
        String mail = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n--b\n" + part.formatted("a.pdf") + "--b\n"
                + part.formatted("b.pdf") + "--b--\n";
        assertThat(names(mail)).containsExactly("a.pdf", "b.pdf");
        assertThat(parse(mail).subject()).contains("s");
        assertThat(parse("To: a@x.org\n--no-boundary\nSubject: s\n\nx").subject())
                .contains("s");
    }

    @Test
    void aTextBehindASemicolonBelongsToNoOtherField() throws IOException {
        Metadata metadata = parse("Subject: s;\nmore=words\nTo: a@x.org\n\nx");
        assertThat(metadata.subject()).contains("s;");
        assertThat(metadata.to()).containsExactly("a@x.org");
    }

    @Test
    void aFirstFieldWithABlankBeforeItsColonIsNoLineOfAMailboxFile() throws IOException {
        assertThat(parse("From : a@x.org\nSubject: s\n\nx").from()).containsExactly("a@x.org");
        Metadata envelope = parse("From b@x.org Thu Nov  5 10:00:00 2026\nFrom: a@x.org\n\nx");
        assertThat(envelope.from()).containsExactly("a@x.org");
        assertThat(envelope.problem()).isEmpty();
    }

    private static List<String> names(String mail) throws IOException {
        return parse(mail).attachments().stream().map(AttachedFile::name).toList();
    }

    private static Metadata parse(String mail) throws IOException {
        return MailParser.parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
