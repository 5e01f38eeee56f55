package mailroom.camel.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import mailroom.outbound.Envelope;
import mailroom.outbound.SmtpOutcome;

/**
 * One mail over one connection (RFC 5321, 3.3): MAIL, RCPT for each recipient, DATA. Whatever happens, each recipient has
 * an outcome; the connection's loss means deferred before the final dot and uncertain after it.
 */
final class MailTransaction {

    private final RelayConnection connection;
    private final Envelope envelope;
    private final OutgoingMail mail;
    private final Map<String, SmtpOutcome> outcomes = new LinkedHashMap<>();
    private boolean finalDotSent;

    MailTransaction(RelayConnection connection, Envelope envelope, OutgoingMail mail) {
        this.connection = connection;
        this.envelope = envelope;
        this.mail = mail;
    }

    /**
     * @throws StaleConnection if nothing was sent because a kept connection had been closed
     * @throws MailUnfit if nothing was sent because the relay takes no such mail; the connection is good for others
     */
    Map<String, SmtpOutcome> run() throws StaleConnection, MailUnfit {
        refuseUnfit();
        try (RelayConnection.Limit limit =
                connection.within(connection.timeouts().mail())) {
            transfer();
        } catch (StaleConnection stale) {
            connection.close();
            throw stale;
        } catch (IOException e) {
            connection.close();
            settleOthers(lost(e));
        }
        connection.countMail();
        return outcomes;
    }

    private SmtpOutcome lost(IOException e) {
        return finalDotSent
                ? SmtpOutcome.uncertain("no reply to the final dot: " + reason(e))
                : SmtpOutcome.deferred("the connection was lost: " + reason(e));
    }

    private static String reason(IOException e) {
        if (e instanceof RelayProblem) {
            return e.getMessage();
        }
        return e instanceof SocketTimeoutException ? "the relay took too long" : "the connection broke off";
    }

    private void settleOthers(SmtpOutcome outcome) {
        envelope.recipients().forEach(recipient -> outcomes.putIfAbsent(recipient, outcome));
    }

    private void refuseUnfit() throws MailUnfit {
        OptionalLong largest = connection.extensions().size();
        if (largest.isPresent() && mail.size() > largest.getAsLong()) {
            throw new MailUnfit(
                    "takes at most " + largest.getAsLong() + " bytes (RFC 1870), the mail has " + mail.size());
        } else if (mail.isEightBit() && !connection.extensions().has("8BITMIME")) {
            throw new MailUnfit("does not offer 8BITMIME (RFC 6152), and the mail has 8-bit content");
        }
    }

    private void transfer() throws IOException {
        List<String> accepted = announce();
        if (accepted.isEmpty()) {
            reset();
            return;
        }
        SmtpReply go = connection.command("DATA");
        if (!go.asksForMore()) {
            accepted.forEach(recipient -> outcomes.put(recipient, go.refusal()));
            reset();
            return;
        }
        SmtpReply last = content();
        accepted.forEach(recipient -> outcomes.put(recipient, last.outcome()));
    }

    private List<String> announce() throws IOException {
        List<SmtpReply> replies = envelopeReplies();
        SmtpReply sender = replies.get(0);
        List<String> accepted = new ArrayList<>();
        for (int number = 0; number < envelope.recipients().size(); number++) {
            String recipient = envelope.recipients().get(number);
            if (!sender.isPositive()) {
                outcomes.put(recipient, sender.refusal());
            } else if (replies.get(number + 1).isPositive()) {
                accepted.add(recipient);
            } else {
                outcomes.put(recipient, replies.get(number + 1).refusal());
            }
        }
        return accepted;
    }

    private List<SmtpReply> envelopeReplies() throws IOException {
        List<String> commands = new ArrayList<>();
        commands.add(mailFrom());
        envelope.recipients().forEach(recipient -> commands.add("RCPT TO:<" + recipient + ">"));
        try {
            List<SmtpReply> replies = replies(commands);
            if (connection.isReused() && replies.get(0).isClosing()) {
                throw new RelayProblem("the relay had closed: " + replies.get(0).brief());
            }
            return replies;
        } catch (IOException e) {
            if (connection.isReused()) {
                throw new StaleConnection("a kept connection had been closed", e);
            }
            throw e;
        }
    }

    /** A relay that closes says so once and answers nothing more. */
    private List<SmtpReply> replies(List<String> commands) throws IOException {
        if (connection.extensions().has("PIPELINING")) {
            return connection.commands(commands);
        }
        List<SmtpReply> replies = new ArrayList<>();
        for (String command : commands) {
            boolean over = !replies.isEmpty() && (!replies.get(0).isPositive() || !connection.isUsable());
            replies.add(over ? replies.get(replies.size() - 1) : connection.command(command));
        }
        return replies;
    }

    private String mailFrom() {
        return "MAIL FROM:" + envelope.returnPath()
                + (connection.extensions().has("SIZE") ? " SIZE=" + mail.size() : "")
                + (mail.isEightBit() ? " BODY=8BITMIME" : "");
    }

    private SmtpReply content() throws IOException {
        DataStream data = connection.data();
        mail.writeTo(data);
        data.finishLines();
        finalDotSent = true;
        data.finalDot();
        return connection.reply(connection.timeouts().finalDot());
    }

    private void reset() throws IOException {
        if (connection.isUsable() && !connection.command("RSET").isPositive()) {
            connection.spoil();
        }
    }
}
