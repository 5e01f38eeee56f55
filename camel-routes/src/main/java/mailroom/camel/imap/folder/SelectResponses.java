package mailroom.camel.imap.folder;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.fetch.FetchResponses;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;

/** Reads what EXAMINE or SELECT brings (RFC 9051, 6.3.2; RFC 7162; RFC 8474). */
public final class SelectResponses implements Responses {

    private static final Pattern NUMBER = Pattern.compile("^\\S+ +\"?(\\d{1,18})(?!\\d)");

    private final ListedFolder folder;
    private final String parameters;
    private final Optional<Resync> since;
    private final ChangeReceiver changes;
    private final FetchResponses fetched;
    private long uidValidity;
    private long uidNext;
    private long highestModSeq;
    private long exists;
    private Optional<String> objectId = Optional.empty();
    private boolean outOfOrder;

    public SelectResponses(ListedFolder folder, String parameters) {
        this(folder, parameters, Optional.empty(), null);
    }

    public SelectResponses(ListedFolder folder, Resync since, ChangeReceiver changes) {
        this(folder, since.parameters(), Optional.of(since), changes);
    }

    private SelectResponses(ListedFolder folder, String parameters, Optional<Resync> since, ChangeReceiver changes) {
        this.folder = folder;
        this.parameters = parameters;
        this.since = since;
        this.changes = changes;
        fetched = new FetchResponses(new ChangedFlags(), uid -> true, 0);
    }

    public String parameters() {
        return parameters;
    }

    @Override
    public boolean take(String word, long number, ImapInput input) throws IOException {
        if (word.equals("EXISTS")) {
            exists = number;
        }
        if (since.isEmpty()) {
            return false;
        }
        if (word.equals("VANISHED")) {
            Vanished.read(input, (first, last) -> {
                if (isSameFolder()) {
                    changes.vanished(first, last);
                }
            });
            return true;
        }
        return fetched.take(word, number, input);
    }

    /** Changes that come before the UIDVALIDITY could be another folder's: they are not believed. */
    private boolean isSameFolder() {
        boolean same = since.isPresent() && uidValidity == since.get().uidValidity();
        outOfOrder |= !same;
        return same;
    }

    @Override
    public void code(String code) throws IOException {
        if (code.startsWith("UIDVALIDITY ")) {
            uidValidity = argument(code);
        } else if (code.startsWith("UIDNEXT ")) {
            uidNext = argument(code);
        } else if (code.startsWith("HIGHESTMODSEQ ")) {
            highestModSeq = argument(code);
        } else if (code.startsWith("MAILBOXID (") && code.endsWith(")")) {
            objectId = Optional.of(code.substring("MAILBOXID (".length(), code.length() - 1));
        }
    }

    /** 0 for what is no number: as if the server had not said it. */
    private static long argument(String code) {
        Matcher number = NUMBER.matcher(code);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    public OpenFolder result() {
        boolean resynced = since.isPresent()
                && !outOfOrder
                && uidValidity == since.get().uidValidity()
                && highestModSeq >= since.get().modSeq();
        return new OpenFolder(folder, uidValidity, uidNext, highestModSeq, exists, objectId, resynced);
    }

    private final class ChangedFlags implements FetchResponses.Receiver {

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
            throw ImapProblem.protocol("the server sent a body that was not asked for");
        }

        @Override
        public void flags(long uid, String flags) throws IOException {
            if (isSameFolder()) {
                changes.flags(uid, flags);
            }
        }

        @Override
        public void complete(MailFacts facts, long bodyLength) {
            // the flags are all that was asked for
        }
    }
}
