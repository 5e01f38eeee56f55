package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import mailroom.parse.field.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole mails of the kinds in docs/faults.md, each beside those that the other tests have. */
class MailNeighboursTest {

    private static final String PDF = "Content-Type: application/pdf; name=a.pdf\n\nx\n";
    private static final String OUTER = "Subject: outer\nContent-Type: multipart/mixed; boundary=b\n\n";

    @ParameterizedTest
    @CsvSource({
        "utf-8,        Zoë 😀 Çelik",
        "utf-8,        Δημήτρης",
        "utf-8,        山田 太郎",
        "windows-1252, Jörg Müller",
        "iso-8859-15,  Jörg Müller"
    })
    void m1ReadsAnUnencodedNameAndTheWholeAddressForListsAndRules(String charset, String name) throws IOException {
        String address = name + " <o@shop.example.org>";
        byte[] mail = ("From: " + address + "\nTo: a@x.org, " + address + "\nReply-To: " + address + "\n\nx")
                .getBytes(Charset.forName(charset));
        Metadata metadata = MailParser.parse(new ByteArrayInputStream(mail));
        assertThat(metadata.from()).containsExactly(address);
        assertThat(metadata.to()).containsExactly("a@x.org", address);
        Header header = Header.read(new ByteArrayInputStream(mail));
        for (String field : List.of("from", "to", "reply-to")) {
            assertThat(header.addresses(field)).contains(new MailAddress(name, "o", "shop.example.org"));
        }
    }

    @Test
    void m2ReadsWhatStandsBehindAnyLongField() throws IOException {
        String behind = "Subject: behind\nMessage-ID: <1@x>\nDate: 5 Nov 2026 10:00:00 +0000\n" + PDF;
        for (String before : List.of(
                "From: " + "a@b.example, ".repeat(40_000) + "z@b.example\n",
                "Received: by a; Thu, 5 Nov 2026 10:00:00 +0000\n".repeat(120_000),
                "References: " + "<r@x> ".repeat(60_000) + "\n",
                "X-Long: " + "y".repeat(300_000) + "\n",
                "x".repeat(2_000_000) + "\n",
                "x".repeat(2_000_000) + ": y\n",
                ("X-Long: " + "y".repeat(300_000) + "\n").repeat(30))) {
            Metadata metadata = parse(before + behind);
            assertThat(metadata.subject()).contains("behind");
            assertThat(metadata.messageId()).contains("1@x");
            assertThat(metadata.date()).contains(Instant.parse("2026-11-05T10:00:00Z"));
            assertThat(files(metadata)).containsExactly("1 a.pdf");
        }
        Metadata subject = parse("Subject: " + "s ".repeat(200_000) + "\nMessage-ID: <1@x>\n" + PDF);
        assertThat(subject.messageId()).contains("1@x");
        assertThat(subject.problem().orElseThrow()).contains("the field Subject is cut at 256 KiB");
    }

    @Test
    void m4ReadsEscapesOfEachKindInSubjectAndName() throws IOException {
        for (String[] raw : new String[][] {
            {"\u001b$@7oL>\u001b(J", "件名"},
            {"\u001b$B7oL>\u001b(B", "件名"},
            {"\u001b$B-!\u001b(B NEC", "① NEC"},
            {"\u001b$(D0!\u001b(B", "丂"},
            {"\u001b(I3\u001b(B", "ｳ"},
            {"\u001b$)C\u000e0!\u000f", "가"},
            {"\u001b$)A\u000eVP\u000f", "中"}
        }) {
            Metadata metadata = parse("Subject: " + raw[0] + "\nFrom: " + raw[0] + " <j@x.org>\n\nx");
            assertThat(metadata.subject()).contains(raw[1]);
            assertThat(metadata.from()).containsExactly(raw[1] + " <j@x.org>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name*=utf-8''%C3%9C.pdf                                   | Ü.pdf
            NAME*=UTF-8''%c3%9c.pdf                                   | Ü.pdf
            name*1=two.pdf; name*0="one "                             | one two.pdf
            name*1*=%9C.pdf; name*0*=utf-8''%C3                       | Ü.pdf
            name*0*=utf-8''%C3%9C; name*1="%20.pdf"                   | Ü%20.pdf
            name=a.pdf; name*0*=utf-8''%C3%9C; name*1=.pdf            | Ü.pdf
            name*=gb2312''%E9F.pdf                                    | 镕.pdf
            name*=windows-1252''%80.pdf                               | €.pdf
            name*=iso-2022-jp''%1B%24B7oL%3E%1B%28B.pdf               | 件名.pdf
            name*=%FC.pdf                                             | ü.pdf
            name*=''100%.pdf                                          | 100%.pdf
            """)
    void m5ReadsTheNameThatStandsInTheTypeAlone(String parameters, String name) throws IOException {
        assertThat(files(parse("Content-Type: application/pdf; " + parameters + "\n\nx")))
                .containsExactly("1 " + name);
    }

    @Test
    void m6ListsMailsInMailsDigestsAndReports() throws IOException {
        String two =
                "Content-Type: message/rfc822\n\nSubject: one\nContent-Type: message/rfc822\n\nSubject: two\n" + PDF;
        assertThat(files(parse(OUTER + "--b\n\nhello\n--b\n" + two + "--b--\n")))
                .containsExactly("2 one", "2.1 two", "2.1.1 a.pdf");
        String digest = "Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: one\n\nx\n--d\n\nSubject: two\n"
                + PDF + "--d--\n";
        assertThat(files(parse(OUTER + "--b\n\nhello\n--b\n" + digest + "--b--\n")))
                .containsExactly("2.1 one", "2.2 two", "2.2.1 a.pdf");
        String report = "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
                + "--b\nContent-Type: text/rfc822-headers\n\nSubject: hidden\n"
                + "--b\nContent-Type: text/x-vcard\n\nx\n--b\nContent-Type: text/html\nContent-Disposition: attachment\n\nx\n";
        assertThat(files(parse(OUTER + report + "--b--\n")))
                .containsExactly("1 message/delivery-status", "2 text/rfc822-headers", "3 text/x-vcard", "4 text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundary='b'",
                "boundary=B",
                "boundary=",
                "boundary=\"\"",
                "boundary=--b",
                "boundary=c; boundary=b",
                "x=b"
            })
    void m7ReadsThePartsOfABoundaryThatIsNamedWrongly(String parameter) throws IOException {
        Metadata metadata = parse("Content-Type: multipart/mixed; " + parameter + "\n\n--b\n" + PDF + "--b--\n");
        assertThat(files(metadata)).containsExactly("1 a.pdf");
        assertThat(metadata.problem().orElseThrow()).contains("a line that looks like one is taken for it");
    }

    @Test
    void m7ReadsThePartsBehindAnEndThatComesFirst() throws IOException {
        assertThat(files(parse(OUTER + "--b--\n--b\n" + PDF + "--b--\n"))).containsExactly("1 a.pdf");
        assertThat(parse(OUTER + "--b--\n").problem()).isEmpty();
    }

    @Test
    void m7NamesThePartsBehindTheEnd() throws IOException {
        String one = "--b\n\nhello\n--b--\n\n";
        assertThat(parse(OUTER + one + "--\nno part\n").problem()).isEmpty();
        Metadata metadata = parse(OUTER + one + "--b\n" + PDF + "--b--\n");
        assertThat(metadata.parts()).isEqualTo(1);
        assertThat(metadata.problem().orElseThrow()).contains("behind the end of a multipart");
        String inner = "--b\nContent-Type: multipart/alternative; boundary=b\n\n" + one;
        Metadata same = parse(OUTER + inner + "--b\n" + PDF + "--b--\n");
        assertThat(files(same)).containsExactly("2 a.pdf");
        assertThat(same.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "--=_b", "=_Part_1"})
    void m7ReadsAMultipartInQuotedPrintableAndOneThatOnlySaysSo(String boundary) throws IOException {
        String parts = "--" + boundary + "\n\nhello\n--" + boundary + "\n" + PDF.replace("a.pdf", "\"a=.pdf\"") + "--"
                + boundary + "--\n";
        String header = "Content-Type: multipart/mixed; boundary=\"" + boundary
                + "\"\nContent-Transfer-Encoding: quoted-printable\n\n";
        assertThat(files(parse(header + parts))).containsExactly("2 a=.pdf");
        Metadata encoded = parse(header + parts.replace("=", "=3D"));
        assertThat(files(encoded)).containsExactly("2 a=.pdf");
        assertThat(encoded.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\ufeff\n", "\n\ufeff", "\n\n\ufeff", "\ufeff\ufeff", " \n\t\n", "HTTP/1.1 200 OK\n", ": x\n"})
    void m7ReadsTheHeaderBehindWhatIsNone(String before) throws IOException {
        Metadata metadata = parse(before + "Subject: s\nFrom: a@x.org\n\nx");
        assertThat(metadata.subject()).contains("s");
        assertThat(metadata.from()).containsExactly("a@x.org");
    }

    @Test
    void m7ReadsAMultipartThatNeverEndsAndOneWithinAnotherThatNamesNone() throws IOException {
        String inner = "--b\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\nhi\n--b\n";
        assertThat(files(parse(OUTER + inner + PDF))).containsExactly("2 a.pdf");
        String unnamed = "--b\nContent-Type: multipart/mixed\n\n--i\n" + PDF + "--i--\n--b\n" + PDF;
        assertThat(files(parse(OUTER + unnamed + "--b--\n"))).containsExactly("1.1 a.pdf", "2 a.pdf");
        String both = Base64.getMimeEncoder().encodeToString(("--i\n" + PDF).getBytes(StandardCharsets.US_ASCII));
        assertThat(files(parse(OUTER + "--b\nContent-Type: multipart/mixed; boundary=i\n"
                        + "Content-Transfer-Encoding: base64\n\n" + both + "\n--b\n" + PDF + "--b--\n")))
                .containsExactly("1.1 a.pdf", "2 a.pdf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thu, 05 Nov 2026 10:00:00 +0060        | zone
            Thu, 05 Nov 2026 10:00:00 EST5EDT      | zone
            Thu, 05 Nov 2026 10:00:00 +01:00:00    | zone
            31 Nov 2026 10:00:00 +0000             | no such day
            29 Feb 2100 10:00:00 +0000             | no such day
            5 Nov 12026 10:00:00 +0000             | year
            5 Nov 0026 10:00:00 +0000              | year
            2026-11-05                             | no time
            20261105T100000Z                       | no date
            05/Nov/2026:10:00:00 +0100             | time
            1793872800                             | no date
            """)
    void m8GivesTheReasonWhereThereIsNoDate(String date, String reason) throws IOException {
        Metadata metadata = parse("Date: " + date + "\nSubject: s\n\nx");
        assertThat(metadata.date()).isEmpty();
        assertThat(metadata.problem().orElseThrow()).startsWith("Date: ").contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a b@x>            | a b@x
            a@x                | a@x
            ~<a@x>             | a@x
            <a~b@x>            | a b@x
            <a@x>~<b@x>        | <a@x> <b@x>
            <"a b"@x>          | "a b"@x
            <ü@x>              | ü@x
            <a>                | a
            """)
    void m9KeepsAnIdAsItStands(String id, String kept) throws IOException {
        assertThat(parse("Message-ID: " + id.replace("~", "\n ") + "\nSubject: s\n\nx")
                        .messageId())
                .contains(kept);
    }

    private static List<String> files(Metadata metadata) {
        return metadata.attachments().stream()
                .map(file -> file.part() + " " + file.name())
                .toList();
    }

    private static Metadata parse(String mail) throws IOException {
        return MailParser.parse(
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
