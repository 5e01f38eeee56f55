package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that are made to cost. What a mail costs grows with its length and no faster. */
class HostileMailsTest {

    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;
    /** A hundred times as long may take that many times as long, of which some is warming up and noise. */
    private static final int FACTOR_MAX = 1_000;
    /** Below that a measurement says nothing. */
    private static final long FLOOR_NANOS = 200_000;

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("header", n -> "Subject: " + "a".repeat(n)),
                kind("fields", n -> "X: y\n".repeat(n / 5)),
                kind("folded", n -> "Subject: a" + "\n ".repeat(n / 2)),
                kind("words", n -> "Subject:" + " =?utf-8?q?a?=\n".repeat(n / 16)),
                kind("words without end", n -> "Subject: " + "=?utf-8?q?x".repeat(n / 11)),
                kind("words with blanks", n -> "To: " + "=?u?q?x y@".repeat(n / 10) + "?="),
                kind(
                        "boundaries in the header",
                        n -> "Content-Type: text/plain" + ";x=y".repeat(n / 8) + "\n--c".repeat(n / 8)),
                kind("blank fields", n -> "Content-Type: \n--c\n".repeat(n / 19)),
                kind("words with codes", n -> "To: =?u?q?" + "?=20".repeat(n / 4) + "?="),
                kind("addresses without commas", n -> "To: " + "a@b ".repeat(n / 4)),
                kind("names in brackets", n -> "To: a" + " <b> c".repeat(n / 6)),
                kind("words begun", n -> "Subject: " + "=?".repeat(n / 2)),
                kind("addresses", n -> "To: " + "a@x.org,\n ".repeat(n / 10)),
                kind("quotes", n -> "To: " + "\"".repeat(n)),
                kind("escapes", n -> "To: \"" + "\\\"".repeat(n / 2)),
                kind("parentheses", n -> "To: " + "(".repeat(n)),
                kind("comments", n -> "To: " + "(a)".repeat(n / 3)),
                kind("brackets", n -> "To: " + "<".repeat(n)),
                kind("open brackets", n -> "To: " + "<a,".repeat(n / 3)),
                kind("blanks in brackets", n -> "To: <" + " ".repeat(n / 2) + "@" + ",".repeat(n / 2)),
                kind("routes", n -> "To: " + "<@a:".repeat(n / 4)),
                kind("colons", n -> "To: a@b" + ":".repeat(n)),
                kind("groups", n -> "To: " + "a:".repeat(n / 2)),
                kind("literals", n -> "To: " + "@[".repeat(n / 2)),
                kind("at signs", n -> "To: " + "@ ".repeat(n / 2)),
                kind("dots", n -> "To: a@b" + " .c".repeat(n / 3)),
                kind("words of names", n -> "To: " + "a ".repeat(n / 2)),
                kind("ids", n -> "References: " + "<".repeat(n)),
                kind("ids without brackets", n -> "References: " + "a@ ".repeat(n / 3)),
                kind("date", n -> "Date: " + "(".repeat(n)),
                kind("parameters", n -> "Content-Type: text/plain" + ";a=b".repeat(n / 4)),
                kind("segments", n -> "Content-Type: text/plain" + ";name*1*=%41".repeat(n / 12)),
                kind("percents", n -> "Content-Type: text/plain; name*=utf-8''" + "%".repeat(n)),
                kind("quoted parameters", n -> "Content-Type: text/plain;" + "\"".repeat(n)),
                kind("boundaries", n -> "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(n / 5)),
                kind("false boundaries", n -> "Content-Type: multipart/mixed; boundary=b\n\n" + "--c\n".repeat(n / 4)),
                kind("uu", n -> "\n\n" + "begin 644 a\n".repeat(n / 12)),
                kind("escape", n -> "Subject: " + "\u001b$B".repeat(n / 3)),
                kind("nested", HostileMailsTest::nested),
                kind("nested and filled", n -> nested(20_000) + "--b".repeat(n / 3) + "\n--bx\n".repeat(n / 6)),
                kind(
                        "base64 in base64",
                        n -> "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                                + "Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMgpDb250ZW50LVRyYW5zZmVyLUVuY29kaW5nOiBiYXNlNjQKCg==\n"
                                        .repeat(n / 90)));
    }

    private static Arguments kind(String name, IntFunction<String> mail) {
        return Arguments.of(name, mail);
    }

    private static String nested(int length) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; mail.length() < length; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
        }
        return mail.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void costsNoMoreThanItsLength(String name, IntFunction<String> mail) throws IOException {
        byte[] small = mail.apply(SMALL).getBytes(StandardCharsets.US_ASCII);
        byte[] large = mail.apply(LARGE).getBytes(StandardCharsets.US_ASCII);
        long ofSmall = Math.max(FLOOR_NANOS, shortest(small, 5));
        assertThat(shortest(large, 3) / ofSmall).as(name).isLessThan(FACTOR_MAX);
    }

    private static long shortest(byte[] mail, int tries) throws IOException {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            MailParser.parse(new ByteArrayInputStream(mail));
            Header header = Header.read(new ByteArrayInputStream(mail));
            header.addresses("to");
            header.texts("subject");
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void noMailThrows(int seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "Subject: ",
            "To: ",
            "From: ",
            "Date: ",
            "Message-ID: ",
            "References: ",
            "Content-Type: ",
            "multipart/mixed; ",
            "message/rfc822",
            "boundary=b",
            "\n--b\n",
            "\n--b--\n",
            "\n\n",
            "\n",
            "\r",
            "\r\n ",
            "=?utf-8?q?",
            "?=",
            "=?iso-2022-jp?b?",
            "<",
            ">",
            "\"",
            "(",
            ")",
            "@",
            ",",
            ";",
            ":",
            "name*0*=",
            "filename=\"",
            "%",
            "'",
            "\\",
            "\u001b$B",
            "\u001b(B",
            "\u00e4",
            "\u6f22",
            "begin 644 x\n",
            "Content-Transfer-Encoding: base64\n",
            "05 Nov 2026 10:00",
            "[",
            "]",
            "\0",
            "\t",
            "a",
            "+AMQ-",
            "~{"
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder mail = new StringBuilder();
            for (int j = random.nextInt(60); j >= 0; j--) {
                mail.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = mail.toString().getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(4); j > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                        MailParser.parse(new ByteArrayInputStream(bytes));
                        Header header = Header.read(new ByteArrayInputStream(bytes));
                        for (String name : header.names()) {
                            header.texts(name);
                            header.addresses(name);
                        }
                    })
                    .as("seed %d, mail %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }
}
