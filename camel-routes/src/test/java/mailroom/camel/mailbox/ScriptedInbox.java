package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.function.Supplier;
import mailroom.camel.imap.ScriptedServer;

/** A scripted server's one folder: answers what is asked for, with FETCH responses as the test has them. */
final class ScriptedInbox {

    /** A FETCH response with a whole mail, of UID 2 and 19 bytes. */
    static final String SMALL = "* 2 FETCH (UID 2 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\""
            + " RFC822.SIZE 19 BODY[] {19}\r\nSubject: small\r\n\r\nx)\r\n";

    private ScriptedInbox() {}

    static ScriptedServer serving(String uidsAndSizes, String mails) throws IOException {
        return new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                answer(talk, () -> uidsAndSizes, mails);
            }
        });
    }

    /** Hears one command and answers it. */
    static void answer(ScriptedServer.Talk talk, Supplier<String> uidsAndSizes, String mails) throws IOException {
        answer(talk, talk.hear(), uidsAndSizes, mails);
    }

    static void answer(ScriptedServer.Talk talk, String line, Supplier<String> uidsAndSizes, String mails)
            throws IOException {
        String tag = line.split(" ")[0];
        String answer = "";
        if (line.contains("CAPABILITY")) {
            answer = "* CAPABILITY IMAP4rev1 UIDPLUS\r\n";
        } else if (line.contains(" LIST ")) {
            answer = "* LIST () \"/\" INBOX\r\n";
        } else if (line.contains("EXAMINE") || line.contains("SELECT")) {
            long count = mails.lines().filter(read -> read.startsWith("* ")).count();
            answer = "* " + count + " EXISTS\r\n* OK [UIDVALIDITY 9] v\r\n* OK [UIDNEXT 100] n\r\n";
        } else if (line.contains("BODY.PEEK")) {
            answer = mails;
        } else if (line.contains("UID FETCH")) {
            answer = uidsAndSizes.get();
        }
        talk.say(answer + tag + " OK done\r\n");
    }
}
