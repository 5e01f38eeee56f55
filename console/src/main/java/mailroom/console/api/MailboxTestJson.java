package mailroom.console.api;

import java.util.List;
import mailroom.intake.MailboxControl.MailboxTest;

/** @param folders those that the settings would take in */
public record MailboxTestJson(boolean ok, MailboxJson.Error error, List<String> folders) {

    static MailboxTestJson of(MailboxTest test) {
        return new MailboxTestJson(
                test.ok(), test.problem().map(MailboxJson.Error::of).orElse(null), test.folders());
    }
}
