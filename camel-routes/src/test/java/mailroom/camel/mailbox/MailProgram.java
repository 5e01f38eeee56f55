package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.PlainImap;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/** A person's mail program at the same mailbox. */
final class MailProgram implements AutoCloseable {

    private static final Pattern SEPARATOR = Pattern.compile("LIST \\([^)]*\\) \"(.)\"");

    private final PlainImap imap;
    private final String separator;

    MailProgram(int port, String user) throws IOException {
        imap = new PlainImap(port, user);
        Matcher said = SEPARATOR.matcher(String.join("\n", imap.ask("LIST \"\" \"\"")));
        if (!said.find()) {
            throw new IOException("the server names no separator");
        }
        separator = said.group(1);
    }

    /** How the server names a folder whose levels are parted by {@code /}. */
    String named(String folder) {
        return folder.replace("/", separator);
    }

    void create(String folder) throws IOException {
        imap.ask("CREATE " + wire(folder));
    }

    boolean has(String folder) throws IOException {
        return !imap.ask("LIST \"\" " + wire(folder)).isEmpty();
    }

    void delete(String folder) throws IOException {
        imap.ask("DELETE " + wire(folder));
    }

    void rename(String folder, String to) throws IOException {
        imap.ask("RENAME " + wire(folder) + " " + wire(to));
    }

    void append(String folder, byte[] mail) throws IOException {
        if (!takes(folder, "", mail)) {
            throw new IOException("APPEND is refused");
        }
    }

    /** @param facts flags and date as APPEND has them, or nothing; false where the server refuses the mail */
    boolean takes(String folder, String facts, byte[] mail) throws IOException {
        String where = wire(folder) + (facts.isEmpty() ? "" : " " + facts);
        return imap.append(where, mail).startsWith("a OK");
    }

    /** UIDs with the items, as the server shows them; looking changes nothing. */
    List<String> shows(String folder, String items) throws IOException {
        imap.ask("EXAMINE " + wire(folder));
        return imap.ask("UID FETCH 1:* (UID " + items + ")").stream()
                .filter(line -> line.contains(" FETCH "))
                .toList();
    }

    byte[] bytes(String folder, long uid) throws IOException {
        byte[] mail = imap.mails(wire(folder), Long.toString(uid)).get(uid);
        if (mail == null) {
            throw new IOException("the server has no UID " + uid);
        }
        return mail;
    }

    void flag(String folder, String uids, String flags) throws IOException {
        imap.ask("SELECT " + wire(folder));
        imap.ask("UID STORE " + uids + " +FLAGS.SILENT (" + flags + ")");
    }

    void remove(String folder, String uids) throws IOException {
        flag(folder, uids, "\\Deleted");
        imap.ask("UID EXPUNGE " + uids);
    }

    private String wire(String folder) {
        return '"' + BASE64MailboxEncoder.encode(named(folder)) + '"';
    }

    @Override
    public void close() throws IOException {
        imap.close();
    }
}
