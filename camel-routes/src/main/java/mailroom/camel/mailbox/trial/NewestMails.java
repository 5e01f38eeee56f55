package mailroom.camel.mailbox.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.folder.OpenFolder;

/** The newest mails of an open folder, for comparing what a server announces of them with what it sends; nothing is kept. */
final class NewestMails {

    private static final int LISTED = 200;
    private static final int FETCHED = 3;
    private static final long LARGEST = 1024 * 1024;

    private final ImapSession session;
    private final ServerQuestions questions;
    private final OpenFolder open;
    private final String name;

    NewestMails(ImapSession session, ServerQuestions questions, OpenFolder open) {
        this.session = session;
        this.questions = questions;
        this.open = open;
        name = open.folder().name();
    }

    /** @param seen gets the kind and a sentence */
    void look(BiConsumer<String, String> seen) throws IOException {
        if (open.exists() == 0 || open.uidNext() == 0 && open.exists() > LISTED) {
            return;
        }
        long above = Math.max(0, open.uidNext() - 1 - LISTED);
        var listed = session.sizesAbove(open, above);
        if (!listed.refused().isEmpty()) {
            seen.accept("listing-refused", name + ": " + listed.refused().get(0).words());
        } else if (above == 0 && listed.byUid().size() != open.exists() && !session.heardOfChanges()) {
            seen.accept(
                    "listing-differs",
                    name + " announces " + open.exists() + " mails and lists "
                            + listed.byUid().size());
        }
        questions.search(open, above, listed);
        fetch(listed.byUid(), seen);
    }

    private void fetch(SortedMap<Long, Long> sizes, BiConsumer<String, String> seen) throws IOException {
        long[] uids = sizes.entrySet().stream()
                .filter(mail -> mail.getValue() <= LARGEST)
                .mapToLong(Map.Entry::getKey)
                .skip(Math.max(
                        0,
                        sizes.values().stream().filter(size -> size <= LARGEST).count() - FETCHED))
                .toArray();
        if (uids.length == 0) {
            return;
        }
        Arrived arrived = new Arrived();
        session.fetch(uids, ImapSession.PIECE_BYTES, arrived);
        for (long uid : uids) {
            compare(uid, sizes.get(uid), arrived, seen);
        }
    }

    private void compare(long uid, long announced, Arrived arrived, BiConsumer<String, String> seen) {
        MailFacts facts = arrived.facts.get(uid);
        if (facts == null) {
            seen.accept("mail-withheld", name + " lists the mail of UID " + uid + " and does not send it");
            return;
        }
        long came = arrived.lengths.get(uid);
        if (announced >= 0 && announced != came) {
            seen.accept(
                    "size-differs",
                    name + " announces " + announced + " bytes for the mail of UID " + uid + " and sends " + came);
        }
        if (facts.internalDate().isEmpty()) {
            seen.accept("no-internal-date", name + " tells no time of arrival for the mail of UID " + uid);
        }
    }

    /** Counts bodies. */
    private static final class Arrived implements MailReceiver {

        private final Map<Long, MailFacts> facts = new HashMap<>();
        private final Map<Long, Long> lengths = new HashMap<>();
        private long length;

        @Override
        public OutputStream body(Optional<MailFacts> before, long announced) {
            length = announced;
            return OutputStream.nullOutputStream();
        }

        @Override
        public void complete(MailFacts mail) {
            facts.put(mail.uid(), mail);
            lengths.put(mail.uid(), length);
        }

        @Override
        public void unreadable(OptionalLong uid, String words) {
            // the mail is missing among those that arrived, and is named so
        }
    }
}
