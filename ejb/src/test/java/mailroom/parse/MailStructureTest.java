package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import mailroom.mail.AttachedFile;
import mailroom.parse.field.MailAddress;
import org.junit.jupiter.api.Test;

class MailStructureTest {

    private static final String PDF = "Content-Type: application/pdf; name=a.pdf\n\nx\n";
    private static final String OUTER = "Subject: outer\nContent-Type: multipart/mixed; boundary=b\n\n";

    @Test
    void readsTheFieldsBehindALongOneAndNamesIt() throws IOException {
        for (String before : List.of(
                "X-Long: " + "y".repeat(2_000_000) + "\n",
                "X-Long: " + "y\n ".repeat(400_000) + "z\n",
                "To: " + "someone@example.org,\n ".repeat(40_000) + "last@example.org\n")) {
            Metadata metadata = parse(before + "Subject: behind\nMessage-ID: <1@x>\n"
                    + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + PDF + "--b--\n");
            assertThat(metadata.subject()).contains("behind");
            assertThat(metadata.messageId()).contains("1@x");
            assertThat(files(metadata)).containsExactly("1 a.pdf");
            assertThat(metadata.problem().orElseThrow())
                    .containsAnyOf("the field X-Long is cut at 256 KiB", "the field To is cut at 256 KiB");
        }
    }

    @Test
    void readsTheSubjectBehindAnyNumberOfFields() throws IOException {
        assertThat(parse("X-Many: y\n".repeat(10_000) + "Subject: behind\n\n").problem())
                .isEmpty();
        String many = "X-Many: y\n".repeat(100_000) + "Subject: behind\n\n";
        assertThat(parse(many).subject()).contains("behind");
        Header header = Header.read(bytes(many));
        assertThat(header.text("subject")).contains("behind");
        assertThat(header.texts("X-Many")).hasSize(50_000);
        assertThat(header.problems()).singleElement().asString().contains("more than 50000 fields");
    }

    @Test
    void theLastAddressOfAFieldThatIsCutIsNoOther() throws IOException {
        String few = "a@example.org, " + "b".repeat(300_000) + "@example.org";
        for (String to : List.of(few, few.replace(",", ""), few.replace(",", ";"))) {
            assertThat(Header.read(bytes("To: " + to + "\n\n")).addresses("to"))
                    .extracting(MailAddress::spec)
                    .containsExactly("a@example.org");
        }
    }

    @Test
    void saysThatAListIsCut() throws IOException {
        Metadata parts = parse(OUTER + ("--b\n" + PDF).repeat(5_000) + "--b--\n");
        assertThat(parts.parts()).isEqualTo(5_000);
        assertThat(parts.problem().orElseThrow()).contains("of 5000 are listed");
        Metadata addresses = parse("To: " + "someone@example.org, ".repeat(500) + "\n\n");
        assertThat(addresses.problem().orElseThrow()).contains("To: ").contains("of 500 are listed");
        assertThat(parse(OUTER + ("--b\n" + PDF).repeat(10_001)).problem().orElseThrow())
                .contains("more than 10000 parts");
    }

    @Test
    void listsAttachedMailsByNameOrSubjectWithTheirPlace() throws IOException {
        String inner =
                "Subject: =?utf-8?q?inn=C3=A9r?=\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\ntext\n--i\n" + PDF
                        + "--i--\n";
        String encoded = Base64.getMimeEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8));
        String quoted = inner.replace("=", "=3D");
        String mail = OUTER + "--b\n\nhello\n--b\nContent-Type: message/rfc822\n\n" + inner
                + "--b\nContent-Type: message/rfc822; name=fwd.eml\nContent-Transfer-Encoding: base64\n\n" + encoded
                + "\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted
                + "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + inner
                + "--b\nContent-Type: message/rfc822\n\nFrom: nobody\n\nx\n--b--\n";
        assertThat(files(parse(mail)))
                .containsExactly(
                        "2 innér",
                        "2.2 a.pdf",
                        "3 fwd.eml",
                        "3.2 a.pdf",
                        "4 innér",
                        "4.2 a.pdf",
                        "5 innér",
                        "5.2 a.pdf",
                        "6 message/rfc822");
    }

    @Test
    void listsWhatHasNoNameByItsType() throws IOException {
        String mail = OUTER + "--b\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\ntext\n"
                + "--a\nContent-Type: text/html\n\n<p>\n--a\nContent-Type: text/calendar; method=REQUEST\n\nx\n--a--\n"
                + "--b\nContent-Type: image/png\n\nx\n--b\nContent-Disposition: attachment\n\nx\n--b\n\nmore text\n--b--\n";
        assertThat(files(parse(mail))).containsExactly("1.3 text/calendar", "2 image/png", "3 text/plain");
        assertThat(files(parse("Content-Type: application/pdf\n\nx"))).containsExactly("1 application/pdf");
        assertThat(files(parse("Content-Type: text/html\n\nx"))).isEmpty();
    }

    @Test
    void readsAMultipartWhoseBoundaryIsMissingOrWrong() throws IOException {
        Metadata missing =
                parse("Content-Type: multipart/mixed\n\nhello\n--any\n" + PDF + "--any\n" + PDF + "--any--\n");
        assertThat(files(missing)).containsExactly("1 a.pdf", "2 a.pdf");
        assertThat(missing.problem().orElseThrow()).contains("names no boundary");
        Metadata wrong = parse(OUTER + "-- \nsignature\n--other\n" + PDF + "--other--\n");
        assertThat(files(wrong)).containsExactly("1 a.pdf");
        assertThat(wrong.problem().orElseThrow()).contains("does not occur; a line that looks like one");
        Metadata none = parse(OUTER + "only text\n");
        assertThat(none.problem().orElseThrow()).contains("its parts are left out");
        assertThat(parse(OUTER).problem()).isEmpty();
    }

    @Test
    void believesTheNamedBoundaryRatherThanWhatStandsBeforeIt() throws IOException {
        Metadata metadata =
                parse(OUTER + "--fake\n" + PDF.replace("a.pdf", "fake.pdf") + "--fake--\n--b\n" + PDF + "--b--\n");
        assertThat(files(metadata)).containsExactly("1 a.pdf");
        assertThat(metadata.problem().orElseThrow()).contains("looks like parts");
    }

    @Test
    void takesTheBytesOfABoundaryAsTheyStand() throws IOException {
        for (String boundary : List.of("=?utf-8?Q?b?=", "=_Übergabe", "b\\c")) {
            String mail = "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n--" + boundary
                    + "\n\nhello\n--" + boundary + "\nX-A: 1\n" + PDF + "--" + boundary + "--\n";
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                Metadata metadata = MailParser.parse(new ByteArrayInputStream(mail.getBytes(charset)));
                assertThat(files(metadata)).as(boundary).containsExactly("2 a.pdf");
                assertThat(metadata.problem()).isEmpty();
            }
        }
    }

    @Test
    void readsTypesThatAreNotWrittenByTheRules() throws IOException {
        String parts = "\n\n--b\n\nhello\n--b\n" + PDF + "--b--\n";
        for (String type : List.of("multipart", "multipart/", "(a; b) multipart/mixed", "multipart/mixed,")) {
            assertThat(files(parse("Content-Type: " + type + "; boundary=b" + parts)))
                    .as(type)
                    .containsExactly("2 a.pdf");
        }
        assertThat(types("image")).containsExactly("application/octet-stream");
        assertThat(types("application/pdf, application/x")).containsExactly("application/pdf");
        assertThat(types("application/" + "x".repeat(10_000)))
                .singleElement()
                .asString()
                .hasSize(255);
    }

    /** A list is a column of lines. */
    @Test
    void noControlCharacterOfATypeIsKept() throws IOException {
        assertThat(types("application/pdf\0x")).containsExactly("application/pdf");
        assertThat(types("=?utf-8?q?application/x=0A9=09application/pdf=09evil.pdf?="))
                .containsExactly("application/x");
    }

    private static List<String> types(String type) throws IOException {
        return parse("Content-Type: " + type + "\n\nx").attachments().stream()
                .map(AttachedFile::type)
                .toList();
    }

    @Test
    void readsAMultipartThatIsEncodedAndOneThatOnlySaysSo() throws IOException {
        String parts = "--b\n\nhello\n--b\n" + PDF + "--b--\n";
        String header = "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n";
        String encoded = Base64.getMimeEncoder().encodeToString(parts.getBytes(StandardCharsets.US_ASCII));
        assertThat(files(parse(header + encoded))).containsExactly("2 a.pdf");
        assertThat(files(parse(header + parts))).containsExactly("2 a.pdf");
        assertThat(files(parse(header + "A multipart in MIME format.\n" + parts)))
                .containsExactly("2 a.pdf");
    }

    @Test
    void findsUuencodedFilesInText() throws IOException {
        String file = "begin 644 ü u.txt\n#86)C\n`\nend\n";
        assertThat(files(parse("Subject: s\n\ntext\n" + file + "text\nbegin 644 z.bin\n#86)C\nend\n")))
                .containsExactly("1 ü u.txt", "1 z.bin");
        assertThat(files(parse(
                        "Subject: s\n\ntext\nbegin-base64 644 u.txt\naGVsbG8=\n====\nbegin 644 z.bin\n#86)C\nend\n")))
                .containsExactly("1 u.txt", "1 z.bin");
        assertThat(files(parse(OUTER + "--b\n\n" + file + "--b--\n"))).containsExactly("1 ü u.txt");
        assertThat(files(parse("Subject: s\n\nbegin 644 of the story\nwhich goes on in words\nbegin here\n")))
                .isEmpty();
    }

    @Test
    void readsAHeaderBehindAMarkEmptyLinesOrTheLineOfAMailboxFile() throws IOException {
        for (String before : List.of(
                "\ufeff", "\n", "\n \n\n", "From a@b Thu Nov  5 10:00:00 2026\n", "From a@b\n\ufeff", ">From a@b\n")) {
            Metadata metadata = parse(before + "Subject: s\nFrom: a@x.org\n\nx");
            assertThat(metadata.subject()).as(before).contains("s");
            assertThat(metadata.from()).containsExactly("a@x.org");
        }
        assertThat(parse("\nJust a text\n\nSubject: no\n").subject()).isEmpty();
    }

    @Test
    void goesOnBehindALineThatIsNoFieldAndSaysSo() throws IOException {
        Metadata metadata = parse("From: a@x.org\nthis is no field\nSubject : s\n\nTo: no@x.org\n");
        assertThat(metadata.subject()).contains("s");
        assertThat(metadata.to()).isEmpty();
        assertThat(metadata.problem().orElseThrow()).contains("no field");
    }

    @Test
    void readsAnyLineEnds() throws IOException {
        String mail = "Subject: s\nTo: a@x.org,\n b@x.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + PDF
                + "--b--\n";
        for (String end : List.of("\n", "\r\n", "\r")) {
            Metadata metadata = MailParser.parse(bytes(mail.replace("\n", end)));
            assertThat(metadata.subject()).contains("s");
            assertThat(metadata.to()).containsExactly("a@x.org", "b@x.org");
            assertThat(files(metadata)).containsExactly("1 a.pdf");
        }
    }

    /** One that hides a field behind a lone CR shows it to nobody. */
    @Test
    void aLoneCarriageReturnEndsNoLineOfAMailThatHasOthers() throws IOException {
        Metadata hiding = MailParser.parse(bytes("Subject: a\rTo: hidden@x.org\r\nTo: b@x.org\r\n\r\n"));
        assertThat(hiding.subject()).contains("a To: hidden@x.org");
        assertThat(hiding.to()).containsExactly("b@x.org");
        String macintosh = "Subject: s\rX-Long: " + "y".repeat(20_000) + "\rTo: b@x.org\r\rx\n";
        assertThat(MailParser.parse(bytes(macintosh)).to()).containsExactly("b@x.org");
    }

    @Test
    void flagsFieldsThatAreThereTwice() throws IOException {
        Metadata metadata = parse(
                "From: a@x.org\nFrom: b@x.org\nSubject: one\nSubject: two\nContent-Type: text/plain\nContent-Type: text/html\n\n");
        assertThat(metadata.from()).containsExactly("a@x.org", "b@x.org");
        assertThat(metadata.subject()).contains("one");
        assertThat(metadata.problem().orElseThrow())
                .contains("field From is", "field Subject is", "field Content-Type is");
    }

    @Test
    void readsRawBytesAsTheTextIsWritten() throws IOException {
        Charset koi8 = Charset.forName("koi8-r");
        for (String mail : List.of(
                "Subject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nx",
                "Subject: Привет\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=KOI8-R\n\nx\n--b--\n")) {
            assertThat(MailParser.parse(new ByteArrayInputStream(mail.getBytes(koi8)))
                            .subject())
                    .contains("Привет");
            assertThat(Header.read(new ByteArrayInputStream(mail.getBytes(koi8)))
                            .text("subject"))
                    .contains("Привет");
        }
        byte[] latin = "Subject: Grüße – €\n\nx".getBytes(Charset.forName("windows-1252"));
        assertThat(MailParser.parse(new ByteArrayInputStream(latin)).subject()).contains("Grüße – €");
    }

    @Test
    void keepsEscapesThatNobodyCanReadVisible() throws IOException {
        assertThat(parse("Subject: a\u001b$Xb\n\n").subject()).contains("a␛$Xb");
    }

    @Test
    void givesNoDateRatherThanAWrongOne() throws IOException {
        Metadata metadata = parse("Date: 29 Feb 2027 10:00:00 +0000\n\n");
        assertThat(metadata.date()).isEmpty();
        assertThat(metadata.problem()).contains("Date: the month has no such day");
    }

    @Test
    void keepsALongMessageId() throws IOException {
        String id = "a".repeat(900) + "@x";
        assertThat(parse("Message-ID:\n <" + id + ">\n\n").messageId()).contains(id);
    }

    private static List<String> files(Metadata metadata) {
        return metadata.attachments().stream()
                .map(file -> file.part() + " " + file.name())
                .toList();
    }

    private static Metadata parse(String mail) throws IOException {
        return MailParser.parse(bytes(mail.replace("\n", "\r\n")));
    }

    private static ByteArrayInputStream bytes(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8));
    }
}
