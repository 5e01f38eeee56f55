package mailroom.console.api;

import java.util.List;
import mailroom.mailbox.MailboxControl.MailboxTest;
import mailroom.mailbox.MailboxControl.Oddity;

/**
 * @param folders those that the settings would take in
 * @param oddities what the server does otherwise than most
 */
public record MailboxTestJson(boolean ok, MailboxJson.Error error, List<String> folders, List<Oddity> oddities) {

    static MailboxTestJson of(MailboxTest test) {
        return new MailboxTestJson(
                test.ok(), test.problem().map(MailboxJson.Error::of).orElse(null), test.folders(), test.oddities());
    }
}
