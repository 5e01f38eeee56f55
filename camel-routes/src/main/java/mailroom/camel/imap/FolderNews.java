package mailroom.camel.imap;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.wire.ImapInput;

/**
 * What the server tells by itself of folders that are not open (RFC 5465, NOTIFY), in whatever command's answer. For the
 * connection's thread.
 */
public final class FolderNews {

    /** Names that are kept; beyond, all folders count as changed. */
    static final int MOST_NAMES = 10_000;

    private final ImapConnection connection;
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean on;

    public FolderNews(ImapSession session) {
        connection = session.connection();
    }

    /** Asks for news where the server offers that; {@link #isOn} says whether it will tell. */
    public void ask() throws IOException {
        if (!connection.has("NOTIFY")) {
            return;
        }
        connection.tell(new Responses() {
            @Override
            public boolean take(String word, long number, ImapInput input) throws IOException {
                if (!word.equals("STATUS")) {
                    return false;
                }
                input.blanks();
                status(input.string());
                input.skipResponse();
                return true;
            }

            @Override
            public void status(String wireName) {
                note(wireName);
            }

            @Override
            public void code(String code) {
                if (code.startsWith("NOTIFICATIONOVERFLOW")) {
                    on = false;
                }
            }
        });
        new ImapExtensions(connection).perhaps("NOTIFY", "NOTIFY", () -> {
            connection.command("NOTIFY SET (selected-delayed (MessageNew MessageExpunge))"
                    + " (personal (MessageNew MessageExpunge))");
            on = true;
        });
    }

    private void note(String wireName) {
        if (changed.size() < MOST_NAMES) {
            changed.add(wireName);
        } else {
            on = false;
        }
    }

    /** False where the server lacks it, refused it or has stopped to tell because too much happened. */
    public boolean isOn() {
        return on;
    }

    public boolean isEmpty() {
        return changed.isEmpty();
    }

    /** The changed folders as the server spells them, each once; they are forgotten then. */
    public Set<String> take() {
        Set<String> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }
}
