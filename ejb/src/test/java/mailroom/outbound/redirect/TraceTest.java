package mailroom.outbound.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mailroom.notification.Address;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static Trace trace(String header) throws IOException {
        return Trace.read(new ByteArrayInputStream((header + "\r\nbody").getBytes(StandardCharsets.US_ASCII)));
    }

    private static String repeated(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(number -> field.formatted(number) + "\r\n")
                .collect(Collectors.joining());
    }

    @Test
    void goesThrough49HopsAndNotThroughOneMore() throws Exception {
        Trace trace = trace(repeated(49, "Received: by h%d"));
        assertThatCode(() -> trace.refuseLoop("sales")).doesNotThrowAnyException();
        Trace more = trace(repeated(50, "Received: by h%d"));
        assertThatThrownBy(() -> more.refuseLoop("sales"))
                .isInstanceOf(RedirectRefused.class)
                .hasMessageContaining("50 hops or 5 redirects");
    }

    @Test
    void goesThroughFourRedirectsAndNotThroughOneMore() throws Exception {
        Trace trace = trace(repeated(4, "X-Mailroom-Redirected: m%d"));
        assertThatCode(() -> trace.refuseLoop("sales")).doesNotThrowAnyException();
        Trace more = trace(repeated(5, "X-Mailroom-Redirected: m%d"));
        assertThatThrownBy(() -> more.refuseLoop("sales")).hasMessageContaining("50 hops or 5 redirects");
    }

    @Test
    void goesThroughAMailboxOnce() throws Exception {
        Trace trace = trace("X-Mailroom-Redirected: sales\r\n");
        assertThatThrownBy(() -> trace.refuseLoop("sales"))
                .hasMessageContaining("mailbox sales has redirected this mail");
        assertThatCode(() -> trace.refuseLoop("support")).doesNotThrowAnyException();
    }

    @Test
    void knowsAnAutomaticMailByItsReturnPathOrItsMark() throws Exception {
        assertThat(trace("Return-Path: <>\r\n").isAutomatic()).isTrue();
        assertThat(trace("Return-Path: <a@b>\r\n").isAutomatic()).isFalse();
        assertThat(trace("Auto-Submitted: auto-replied\r\n").isAutomatic()).isTrue();
        assertThat(trace("Auto-Submitted: No\r\n").isAutomatic()).isFalse();
        assertThat(trace("").isAutomatic()).isFalse();
    }

    @Test
    void writesWhatARedirectAddsBeforeTheMail() {
        byte[] prefix = Trace.prefix(
                "sales",
                new Address("", "m", "example.com"),
                "to@example.org",
                "id-1",
                "<id-1@example.com>",
                Instant.parse("2026-01-31T09:30:00Z"));
        assertThat(new String(prefix, StandardCharsets.US_ASCII)).isEqualTo("""
                Received: by example.com (Mailroom)\r
                \tid id-1; Sat, 31 Jan 2026 09:30:00 GMT\r
                X-Mailroom-Redirected: sales\r
                Resent-Date: Sat, 31 Jan 2026 09:30:00 GMT\r
                Resent-From: m@example.com\r
                Resent-To: to@example.org\r
                Resent-Message-ID: <id-1@example.com>\r
                """);
    }
}
