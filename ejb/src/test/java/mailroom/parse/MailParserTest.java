package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mailroom.mail.AttachedFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class MailParserTest {

    @Test
    void readsTheFieldsThatPeopleLookFor() throws IOException {
        Metadata metadata = parse("""
                From: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>
                To: a@example.org, Team: b@example.org, c@example.org;
                Subject: =?utf-8?b?R3LDvMOfZQ==?= aus
                 Berlin
                Date: Tue, 1 Jul 2025 10:52:37 +0200
                Message-ID: <1@example.org>
                In-Reply-To: <0@example.org>
                References: <a@example.org>
                 <0@example.org>

                Hello
                """);
        assertThat(metadata.from()).containsExactly("Jörg <joerg@example.org>");
        assertThat(metadata.to()).containsExactly("a@example.org", "b@example.org", "c@example.org");
        assertThat(metadata.subject()).contains("Grüße aus Berlin");
        assertThat(metadata.date()).contains(Instant.parse("2025-07-01T08:52:37Z"));
        assertThat(metadata.messageId()).contains("1@example.org");
        assertThat(metadata.inReplyTo()).contains("0@example.org");
        assertThat(metadata.references()).containsExactly("a@example.org", "0@example.org");
        assertThat(metadata.problem()).isEmpty();
    }

    @Test
    void namesAttachmentsInBothEncodings() throws IOException {
        Metadata metadata = parse("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                text
                --b
                Content-Type: application/pdf; name="=?utf-8?q?M=C3=A4rz.pdf?="

                x
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=utf-8''%e2%82%ac.pdf

                x
                --b--
                """);
        assertThat(metadata.attachments()).extracting(AttachedFile::name).containsExactly("März.pdf", "€.pdf");
        assertThat(metadata.parts()).isEqualTo(3);
    }

    @Test
    void takesControlCharactersOutOfTexts() throws IOException {
        assertThat(parse("Subject: a\0b\u0007\n\nx").subject()).contains("a b");
    }

    @Test
    void takesAMailOfNothing() throws IOException {
        assertThat(parse("").problem()).isEmpty();
        assertThat(parse("").from()).isEmpty();
    }

    @Test
    void givesUpOnTenThousandNestedParts() throws IOException {
        StringBuilder mail = new StringBuilder("Subject: deep\n");
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
        }
        Metadata metadata = parse(mail.toString());
        assertThat(metadata.subject()).contains("deep");
        assertThat(metadata.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("nested deeper"));
    }

    @Test
    void givesUpOnAMillionParts() throws IOException {
        Metadata metadata =
                parse("Subject: wide\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(1_000_000));
        assertThat(metadata.subject()).contains("wide");
        assertThat(metadata.problem()).isPresent();
    }

    @Test
    void boundsGiantHeaders() {
        List<String> bombs = List.of(
                "Subject: " + "a".repeat(10_000_000) + "\n\nx",
                "Subject:" + " =?utf-8?q?a?=\n".repeat(70_000) + "\nx",
                "To: " + "a@example.org,\n ".repeat(80_000) + "b@example.org\n\nx",
                "X: y\n".repeat(1_000_000) + "\nx");
        for (String bomb : bombs) {
            Instant start = Instant.now();
            Metadata metadata = Assertions.catchThrowableOfType(RuntimeException.class, () -> parse(bomb)) == null
                    ? quiet(bomb)
                    : null;
            assertThat(metadata).isNotNull();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static Metadata quiet(String mail) {
        try {
            return parse(mail);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Metadata parse(String mail) throws IOException {
        return MailParser.parse(
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsIdsThatAProgramMadeEncodedWordsOf() throws IOException {
        Metadata metadata = parse("""
                Message-ID: =?utf-8?q?=3Cabc=40x=2Eorg=3E?=
                In-Reply-To: =?utf-8?q?=3Cdef=40?=
                 =?utf-8?q?x=2Eorg=3E?=
                References: =?utf-8?q?=3Cr1=40x=3E_=3Cr2=40x=3E?=

                """);
        assertThat(metadata.messageId()).contains("abc@x.org");
        assertThat(metadata.inReplyTo()).contains("def@x.org");
        assertThat(metadata.references()).containsExactly("r1@x", "r2@x");
    }

    @Test
    void cutsALongNameAndKeepsTheAddress() throws IOException {
        Metadata metadata = parse("From: " + "n".repeat(5_000) + " <j@shop.example>\n\n");
        assertThat(metadata.from()).singleElement().asString().startsWith("nnn").endsWith(" <j@shop.example>");
        assertThat(metadata.problem()).isEmpty();
    }

    @Test
    void anEmptyNameOfAFileHidesNoOther() throws IOException {
        Metadata metadata = parse(
                "Content-Type: application/pdf; name=a.pdf\n" + "Content-Disposition: attachment; filename=\"\"\n\nx");
        assertThat(metadata.attachments()).extracting(AttachedFile::name).containsExactly("a.pdf");
    }

    @Test
    void aLoneEncodedWordIsAName() throws IOException {
        Metadata metadata = parse("From: =?utf-8?Q?M=C3=BCller?=, =?utf-8?Q?J=C3=B6rg?= <j@shop.example>\n\n");
        assertThat(metadata.from()).containsExactly("Müller", "Jörg <j@shop.example>");
    }

    @Test
    void aByteOrderMarkIsNoCharacterOfASubject() throws IOException {
        assertThat(parse("Subject: =?utf-8?Q?=EF=BB=BFOrder?=\n\n").subject()).contains("Order");
    }

    @Test
    void noControlCharacterOfAnAddressIsKept() throws IOException {
        String header = "From: =?utf-8?Q?Joe=0Aboss=40bank.example?= <j\0k@shop.example>\r\n"
                + "Date: 31 Dec 9999 23:59:59 -1200\r\n\r\n";
        Metadata metadata = MailParser.parse(
                new java.io.ByteArrayInputStream(header.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(metadata.from()).containsExactly("Joe boss@bank.example <\"j k\"@shop.example>");
        assertThat(metadata.date()).isEmpty();
        assertThat(metadata.problem().orElseThrow()).contains("Date: the year is not between");
    }
}
