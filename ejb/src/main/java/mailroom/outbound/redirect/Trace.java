package mailroom.outbound.redirect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mailroom.notification.Address;
import mailroom.parse.Header;

/**
 * What a redirected mail's header tells of its way so far, and what a redirect adds before it (RFC 5322, 3.6.6 and
 * 3.6.7). A mailbox redirects a mail once: its own mark in the header is a loop (RFC 5228, 10).
 */
public record Trace(Header header) {

    static final String MARK = "X-Mailroom-Redirected";
    static final int MOST_HOPS = 50;
    static final int MOST_REDIRECTS = 5;

    public static Trace read(InputStream mail) throws IOException {
        return new Trace(Header.read(mail));
    }

    public void refuseLoop(String mailbox) {
        if (header.texts(MARK).contains(mailbox)) {
            throw new RedirectRefused("mailbox " + mailbox + " has redirected this mail before: a loop");
        }
        if (header.texts(MARK).size() >= MOST_REDIRECTS
                || header.texts("Received").size() >= MOST_HOPS) {
            throw new RedirectRefused(
                    "the mail has gone through " + MOST_HOPS + " hops or " + MOST_REDIRECTS + " redirects: a loop");
        }
    }

    /** Nobody is to be told if an automatic mail cannot be redirected. */
    public boolean isAutomatic() {
        return header.texts("Return-Path").contains("<>")
                || header.texts("Auto-Submitted").stream().anyMatch(value -> !value.equalsIgnoreCase("no"));
    }

    /** The lines that go before the mail's own first byte. */
    public static byte[] prefix(
            String mailbox, Address from, String to, String submission, String messageId, Instant now) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (String line : List.of(
                "Received: by " + from.domain() + " (Mailroom)\r\n\tid " + submission + "; " + date,
                MARK + ": " + mailbox,
                "Resent-Date: " + date,
                "Resent-From: " + from.spec(),
                "Resent-To: " + to,
                "Resent-Message-ID: " + messageId)) {
            lines.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return lines.toByteArray();
    }
}
