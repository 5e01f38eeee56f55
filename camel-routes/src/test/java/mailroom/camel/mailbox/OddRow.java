package mailroom.camel.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import mailroom.camel.odd.Behaviour;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddMail;
import mailroom.camel.odd.OddServer;
import mailroom.mail.MailId;
import mailroom.settings.MailboxSettings.AfterArchive;

/** One server that is odd in its way, with 300 mails, and what is expected of a mailbox at it. */
final class OddRow {

    static final int MAILS = 300;

    private final String sentence;
    private final OddServer server;
    private final List<String> unreadable = new ArrayList<>();
    private LongPredicate owed = uid -> false;
    private LongPredicate hidden = uid -> false;
    private Duration limit = OddMailboxes.LIMIT;
    private String words = "";
    private String incident = "";
    private AfterArchive afterArchive = new AfterArchive.Keep();
    private Optional<LongPredicate> left = Optional.empty();
    private SecondAct secondAct = row -> {};

    /** What happens once the first look has ended. */
    @FunctionalInterface
    interface SecondAct {
        void play(OddRow row);
    }

    private OddRow(String sentence, OddServer server) {
        this.sentence = sentence;
        this.server = server;
    }

    /** @param sentence begins with the row's number; all mails in the inbox */
    static OddRow row(String sentence, Behaviour... behaviours) {
        OddRow row = empty(sentence, behaviours);
        row.fill("INBOX", MAILS);
        return row;
    }

    static OddRow empty(String sentence, Behaviour... behaviours) {
        try {
            return new OddRow(sentence, new OddServer(behaviours));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OddRow three(String sentence, Behaviour... behaviours) {
        return empty(sentence, behaviours).fill("INBOX", 100).fill("Odd", 100).fill("Third", 100);
    }

    /** Nothing has the UIDs from 150 to 159. */
    static OddRow gapped(String sentence) {
        OddRow row = empty(sentence).fill("INBOX", 149);
        row.inbox().skipTo(160);
        return row.fill("INBOX", MAILS - 149);
    }

    /** The server behaves so once all is archived; then one mail goes and one comes below others. */
    static OddRow lateBelow(String sentence, Behaviour behaviour) {
        return gapped(sentence).secondly(row -> {
            row.with(behaviour);
            row.inbox().remove(20);
            row.inbox().put(150, row.mail("below"));
        });
    }

    static void late(OddRow row) {
        row.inbox().append(row.mail("late"));
    }

    OddRow fill(String folder, int mails) {
        OddFolder filled = server.folder(folder);
        for (int i = 0; i < mails; i++) {
            filled.append(mail(filled.uids().size() + 1 + " in " + folder));
        }
        return this;
    }

    OddRow with(Behaviour behaviour) {
        server.with(behaviour);
        return this;
    }

    /** A small one that no other row has. */
    byte[] mail(String subject) {
        return TestMails.mail(sentence.split(" ")[0] + " at " + server.port() + ", " + subject, 400);
    }

    OddRow offering(String... capabilities) {
        server.offering(capabilities);
        return this;
    }

    /** A server so slow that it takes longer. */
    OddRow within(Duration time) {
        limit = time;
        return this;
    }

    Duration limit() {
        return limit;
    }

    /** These stay owed as long as the server is as it is. */
    OddRow owing(LongPredicate uids, String serversWords) {
        owed = uids;
        words = serversWords;
        return this;
    }

    /** No command shows these in the first act. */
    OddRow hidingAtFirst(LongPredicate uids) {
        hidden = uids;
        return this;
    }

    /** The server gives nothing of this folder. */
    OddRow without(String folder) {
        unreadable.add(folder);
        return this;
    }

    OddRow telling(String kindOfIncident) {
        incident = kindOfIncident;
        return this;
    }

    OddRow then(AfterArchive what) {
        afterArchive = what;
        return this;
    }

    /** In the end the inbox has these, and no others. */
    OddRow leaving(LongPredicate uids) {
        left = Optional.of(uids);
        return this;
    }

    OddRow secondly(SecondAct act) {
        secondAct = act;
        return this;
    }

    String name() {
        return (sentence.split(" ")[0].toLowerCase() + "-" + server.port());
    }

    OddServer server() {
        return server;
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OddFolder inbox() {
        return server.folder("INBOX");
    }

    LongPredicate owed() {
        return owed;
    }

    String words() {
        return words;
    }

    String incident() {
        return incident;
    }

    AfterArchive afterArchive() {
        return afterArchive;
    }

    Optional<LongPredicate> left() {
        return left;
    }

    SecondAct secondAct() {
        return secondAct;
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** What was in the folders and is no longer, without what a second act took away. */
    Set<MailId> removedByClients() {
        Set<MailId> removed = new HashSet<>();
        server.folders()
                .forEach(folder -> folder.expunged().forEach(mail -> removed.add(TestMails.idOf(mail.bytes()))));
        return removed;
    }

    /** All that the server can give in the first act. */
    Set<MailId> givenAtFirst() {
        return given(uid -> !owed.test(uid) && !hidden.test(uid));
    }

    /** All that the server can give at all in the second act. */
    Set<MailId> given() {
        return given(uid -> !owed.test(uid));
    }

    private Set<MailId> given(LongPredicate uids) {
        Set<MailId> given = new HashSet<>();
        for (OddFolder folder : server.folders()) {
            if (!unreadable.contains(folder.name())) {
                folder.mails().values().stream()
                        .filter(mail -> uids.test(mail.uid()))
                        .map(OddMail::bytes)
                        .map(TestMails::idOf)
                        .forEach(given::add);
            }
        }
        return given;
    }

    /** Folders and UIDs of those that the server has; the ids of others. */
    List<String> namesOf(Set<MailId> ids) {
        List<String> names = new ArrayList<>();
        Set<MailId> others = new HashSet<>(ids);
        for (OddFolder folder : server.folders()) {
            for (OddMail mail : folder.mails().values()) {
                MailId id = TestMails.idOf(mail.bytes());
                if (ids.contains(id)) {
                    names.add(folder.name() + " " + mail.uid());
                    others.remove(id);
                }
            }
        }
        others.forEach(id -> names.add(id.hex()));
        return names;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
