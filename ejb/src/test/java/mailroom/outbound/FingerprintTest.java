package mailroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import mailroom.TemporarySpool;
import mailroom.notification.Notification;
import mailroom.notification.NotificationReader;
import mailroom.notification.TestNotifications;
import mailroom.spool.Content;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static Notification read(String more) {
        try (SpoolScope spool = TemporarySpool.make().scope()) {
            return NotificationReader.read(
                    ("{'to':'a@b','subject':'s','text':'t'" + more + "}").replace('\'', '"'), spool);
        }
    }

    @Test
    void isTheSameForTheSameContent() {
        assertThat(Fingerprint.of(read(""))).isEqualTo(Fingerprint.of(read(""))).matches("[0-9a-f]{64}");
        assertThat(Fingerprint.of("a", "b")).isEqualTo(Fingerprint.of("a", "b"));
    }

    @Test
    void isAnotherForEachOtherContent() {
        List<String> prints = new ArrayList<>();
        for (String more : List.of(
                "",
                ",'cc':'c@d'",
                ",'bcc':'c@d'",
                ",'from':'c@d'",
                ",'replyTo':'c@d'",
                ",'html':'h'",
                ",'headers':{'X-A':'v'}",
                ",'sendAt':'2026-01-31T09:30:00Z'",
                ",'expiresAt':'2026-01-31T09:30:00Z'",
                ",'relay':'r'",
                ",'attachments':[{'name':'n','content':'AA=='}]",
                ",'attachments':[{'name':'m','content':'AA=='}]",
                ",'attachments':[{'name':'n','content':'AQ=='}]",
                ",'attachments':[{'name':'n','contentType':'a/b','content':'AA=='}]")) {
            prints.add(Fingerprint.of(read(more)));
        }
        prints.add(Fingerprint.of(Notification.text(List.of("a@b"), "s", "u", "r")));
        prints.add(Fingerprint.of(Notification.text(List.of("a@b"), "u", "u", "r")));
        prints.add(Fingerprint.of(Notification.text(List.of("b@b"), "u", "u", "r")));
        assertThat(prints).doesNotHaveDuplicates();
    }

    @Test
    void countsEachValueSoThatNoneCanBeMistakenForPartOfAnother() {
        assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of("1:a")).isNotEqualTo(Fingerprint.of("a"));
    }

    @Test
    void isTheSameForBytesInMemoryAndInAFile() throws Exception {
        byte[] bytes = new byte[200_000];
        bytes[150_000] = 1;
        try (SpoolScope spool = TemporarySpool.make().scope();
                SpooledOutput spooled = spool.output()) {
            ((OutputStream) spooled).write(bytes);
            spooled.close();
            assertThat(printWith(spooled::content)).isEqualTo(printWith(() -> Content.of(bytes)));
            assertThat(printWith(spooled::content)).isNotEqualTo(printWith(() -> Content.of(new byte[200_000])));
        }
    }

    private static String printWith(Supplier<Content> content) {
        return Fingerprint.of(TestNotifications.with(read(""), "n", "a/b", content.get()));
    }
}
