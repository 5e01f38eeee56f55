package mailroom.camel.mailbox.fetch;

import mailroom.camel.imap.fetch.MailFacts;
import mailroom.incident.IncidentKind;

/** Counts what is to be told of the mails of one plan, so that each kind becomes one incident for all of them. */
final class PlanIncidents {

    private int otherSizes;
    private String lastOtherSize = "";
    private int newlyOwed;
    private String lastOwed = "";

    /** A mail was archived although the server announced another size. */
    void otherSize(MailFacts facts, long length) {
        otherSizes++;
        lastOtherSize = "the server announces other sizes than it sends, " + facts.size() + " bytes for UID "
                + facts.uid() + " and sent " + length + "; archived as they came";
    }

    /** A mail did not come and was not owed before. */
    void owed(long uid, String words) {
        newlyOwed++;
        lastOwed = "the server has mails and does not give them, UID " + uid + " at last: " + words;
    }

    void tell(FolderIncidents incidents, String folder) {
        incidents.again(IncidentKind.SIZE_DIFFERS, folder, lastOtherSize, otherSizes);
        incidents.again(IncidentKind.MAIL_OWED, folder, lastOwed, newlyOwed);
    }
}
