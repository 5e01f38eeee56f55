package mailroom.console.page;

import java.time.Instant;
import mailroom.mail.ArchivedMail;
import mailroom.mail.MailState;

/** A mail on the page; who may not read mail gets neither sender nor subject. */
public final class MailOnPage {

    private final ArchivedMail mail;
    private final boolean readable;
    private final Instant now;

    MailOnPage(ArchivedMail mail, boolean readable, Instant now) {
        this.mail = mail;
        this.readable = readable;
        this.now = now;
    }

    public String getTime() {
        return Shown.ago(mail.received(), now);
    }

    public String getExact() {
        return Shown.exact(mail.received());
    }

    public String getMailbox() {
        return mail.mailbox();
    }

    public String getFrom() {
        return readable ? mail.from().map(Shown::text).orElse("") : "";
    }

    public String getSubject() {
        return readable ? mail.subject().map(Shown::text).orElse("") : "";
    }

    public int getAttachments() {
        return mail.attachments().size();
    }

    public String getSize() {
        return Shown.bytes(mail.size());
    }

    public String getState() {
        return Shown.words(mail.state().name());
    }

    public String getTone() {
        return mail.parseProblem().isPresent() ? "bad" : mail.state() == MailState.ROUTED ? "good" : "busy";
    }

    public String getProblem() {
        return mail.parseProblem().map(Shown::text).orElse("");
    }

    public String getId() {
        return mail.id().hex();
    }
}
