package mailroom.crash;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.PlainImap;

/** Puts mails in, knows where each one is, and looks what is there. */
final class MailboxClient implements AutoCloseable {

    /** Where APPEND put a mail. */
    record Place(String folder, long uidValidity, long uid) {}

    private static final Pattern APPENDED = Pattern.compile("OK \\[APPENDUID (\\d+) (\\d+)");

    private final PlainImap imap;

    MailboxClient(int port, String user) throws IOException {
        imap = new PlainImap(port, user);
    }

    void create(String folder) throws IOException {
        imap.ask("CREATE " + quoted(folder));
    }

    Place append(String folder, byte[] mail) throws IOException {
        String answer = imap.append(quoted(folder), mail);
        Matcher uid = APPENDED.matcher(answer);
        if (!uid.find()) {
            throw new IOException("APPEND is answered with " + answer);
        }
        return new Place(folder, Long.parseLong(uid.group(1)), Long.parseLong(uid.group(2)));
    }

    /** What the folder holds, by UID; looking changes nothing. */
    Map<Long, byte[]> mails(String folder) throws IOException {
        return imap.mails(quoted(folder), "1:*");
    }

    void remove(String folder, long upToUid) throws IOException {
        imap.ask("SELECT " + quoted(folder));
        imap.ask("UID STORE 1:" + upToUid + " +FLAGS.SILENT (\\Deleted)");
        imap.ask("UID EXPUNGE 1:" + upToUid);
    }

    private static String quoted(String folder) {
        return '"' + folder + '"';
    }

    @Override
    public void close() throws IOException {
        imap.close();
    }
}
