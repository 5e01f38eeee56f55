package mailroom.camel.mailbox.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.mailbox.memory.FolderDoubts;
import mailroom.folder.SightingFacts;
import mailroom.intake.Window;

/**
 * Streams the mails of one plan into the archive's windows, the next one as soon as one is full. A mail whose size is not
 * the announced one is withheld until it came the same another time.
 */
final class WindowReader implements MailReceiver, AutoCloseable {

    private final FolderProgress progress;
    private final WindowStore store;
    private final FolderIncidents incidents;
    private final FolderDoubts doubts;
    private final FetchPlan plan;
    private final Set<Long> owed;
    private final TreeSet<Long> missing;
    private final Withheld withheld = new Withheld();
    private final PlanIncidents told = new PlanIncidents();
    private Window window;
    private MailBytes incoming;
    private ByteArrayOutputStream early;
    private boolean anotherWay;

    /** @param owed which of the planned mails have a row that goes when they come */
    WindowReader(
            FolderProgress progress,
            WindowStore store,
            FolderIncidents incidents,
            FolderDoubts doubts,
            FetchPlan plan,
            Set<Long> owed)
            throws IOException {
        this.progress = progress;
        this.store = store;
        this.incidents = incidents;
        this.doubts = doubts;
        this.plan = plan;
        this.owed = owed;
        missing = new TreeSet<>(plan.sizes().keySet());
        window = store.open(progress.folder());
    }

    @Override
    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
        if (facts.isEmpty()) {
            early = new ByteArrayOutputStream((int) length);
            return early;
        }
        return begin(facts.get(), length);
    }

    private OutputStream begin(MailFacts facts, long length) throws IOException {
        // sent twice, not asked for, or of another size than announced
        if (!missing.contains(facts.uid()) || !mayBeKept(facts, length)) {
            incoming = MailBytes.passedOver(facts, length);
            return incoming;
        }
        if (window.isFull()) {
            sendSoFar();
        }
        try {
            incoming = MailBytes.into(
                    window.begin(sighting(facts), length), facts, length, withheld.contains(facts.uid()));
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
        return incoming;
    }

    private SightingFacts sighting(MailFacts facts) {
        OptionalLong announced = facts.size() < 0 ? OptionalLong.empty() : OptionalLong.of(facts.size());
        boolean confirmed = anotherWay && withheld.contains(facts.uid());
        return new SightingFacts(facts.uid(), facts.internalDate(), facts.flags(), 0, announced, confirmed);
    }

    /** By its length alone; what came before under this UID is compared when all of it is here. */
    private boolean mayBeKept(MailFacts facts, long length) {
        boolean asAnnounced = facts.size() < 0 || facts.size() == length;
        boolean asBefore = withheld.bytes(facts.uid())
                .filter(before -> before.length() == length)
                .isPresent();
        if (length == 0) {
            // some servers announce and send nothing in one way of asking for a mail that they have
            return asBefore && anotherWay;
        }
        if (withheld.isContradicted(facts.uid())) {
            return asBefore;
        }
        boolean liesAsUsual = doubts.isUsualLie(facts.size(), length);
        return length <= FolderReading.LARGEST_MAIL && (asAnnounced || liesAsUsual || asBefore);
    }

    @Override
    public void complete(MailFacts facts) throws IOException {
        if (early != null) {
            ByteArrayOutputStream before = early;
            early = null;
            before.writeTo(begin(facts, before.size()));
        }
        try (MailBytes mail = incoming) {
            incoming = null;
            settle(mail);
        }
    }

    private void settle(MailBytes mail) throws IOException {
        long uid = mail.facts().uid();
        if (!missing.contains(uid)) {
            return;
        }
        boolean contradicted = withheld.isContradicted(uid);
        boolean asAnnounced = mail.facts().size() == mail.length();
        Optional<Bytes> before = withheld.bytes(uid);
        boolean isAnotherOne = before.isPresent()
                && (contradicted || !asAnnounced)
                && !before.get().equals(mail.bytes());
        if (!mail.isKept() || isAnotherOne) {
            withheld.put(mail);
            return;
        }
        mail.complete();
        sizeIs(mail, asAnnounced, before.isPresent());
        withheld.remove(uid);
        doubts.arrived(uid);
        done(uid);
        boolean isUnproven = !asAnnounced && before.isPresent() && mail.facts().size() >= 0 && !anotherWay;
        if (contradicted ? anotherWay : !isUnproven && owed.contains(uid)) {
            window.paid(uid);
        } else if (isUnproven && !contradicted) {
            window.owe(uid, Withheld.ONE_WAY_ONLY);
        }
    }

    /** What the server said of a mail that waits for a second proof. */
    Optional<MailFacts> factsBefore(long uid) {
        return withheld.facts(uid);
    }

    private void sizeIs(MailBytes mail, boolean asAnnounced, boolean cameTwice) {
        if (asAnnounced) {
            doubts.sizeWasRight();
        } else if (mail.facts().size() < 0) {
            doubts.sizeWasNotTold();
        } else {
            if (cameTwice) {
                doubts.sizeWasWrong(mail.facts().size(), mail.length(), anotherWay);
            }
            told.otherSize(mail.facts(), mail.length());
        }
    }

    private void done(long uid) {
        missing.remove(uid);
        progress.done(uid);
        doubts.settled(uid);
    }

    /** What the server sent for a mail cannot be read; the connection goes on. */
    @Override
    public void unreadable(OptionalLong uid, String words) {
        uid.ifPresent(known -> withheld.unreadable(known, words));
    }

    /** What came is taken back, and owed until another way of asking brings the same bytes twice. */
    @Override
    public void contradicted(long uid, String words) {
        if (plan.sizes().containsKey(uid) && withheld.contradicted(uid, words)) {
            window.withdraw(uid);
            writeOwed(uid, words);
            missing.add(uid);
        }
    }

    /** The body that was begun does not come to its end. */
    @Override
    public void abandoned() throws IOException {
        try (MailBytes unfinished = incoming) {
            incoming = null;
            early = null;
        }
    }

    private void sendSoFar() throws IOException {
        Window full = window;
        window = null;
        store.store(full, progress.cursor());
        window = store.open(progress.folder());
    }

    /** The planned mails that did not come and are not settled otherwise. */
    List<Long> missing() {
        return List.copyOf(missing);
    }

    /** Gives the same of these. */
    List<Long> missingOf(Collection<Long> uids) {
        return uids.stream().filter(missing::contains).toList();
    }

    /** What comes from now on was asked for in another way than before, or no longer. */
    void comesAnotherWay(boolean now) {
        anotherWay = now;
    }

    /** It came once and waits for a second proof, or something of it came that could not be read. */
    boolean isDoubtful(long uid) {
        return withheld.isDoubtful(uid);
    }

    /** Why a doubtful mail was not taken, for a person. */
    String doubt(long uid) {
        return withheld.doubt(uid);
    }

    /** The cursor passes the mail for good, and an incident of its own says why. */
    void skip(long uid, String reason) {
        window.skip(uid, reason);
        passed(uid);
    }

    /** The cursor passes the mail, which the server has no longer. */
    void gone(long uid) {
        window.gone(uid);
        passed(uid);
    }

    private void passed(long uid) {
        if (owed.contains(uid)) {
            window.paid(uid);
        }
        done(uid);
    }

    /** The cursor passes the mail, which is asked for again later. */
    void owe(long uid, String words) {
        if (!withheld.isContradicted(uid)) {
            writeOwed(uid, words);
        }
        done(uid);
    }

    private void writeOwed(long uid, String words) {
        window.owe(uid, words);
        if (!owed.contains(uid)) {
            told.owed(uid, words);
        }
    }

    /** The connection broke: the mail that it broke at is asked for alone next time, and owed if that was so already. */
    void broke(String words) throws IOException {
        Optional<Long> culprit = Optional.ofNullable(incoming)
                .map(mail -> mail.facts().uid())
                .filter(missing::contains)
                .or(() -> missing.isEmpty() ? Optional.empty() : Optional.of(missing.first()));
        abandoned();
        boolean nothingCame = missing.size() == plan.sizes().size();
        if (culprit.isEmpty() || nothingCame && doubts.askForLess(missing.size())) {
            return;
        }
        doubts.broke(culprit.get());
        if (owed.contains(culprit.get()) || doubts.isProvenToBreak(culprit.get())) {
            owe(culprit.get(), words);
            doubts.leftForNow();
        }
    }

    /** Sends what came and what was decided of the rest; the cursor stays below what is still missing. */
    void finish() throws IOException {
        Window last = window;
        window = null;
        store.store(last, progress.cursor());
        told.tell(incidents, progress.folder().folder());
    }

    /** Forgets what was not sent. */
    @Override
    public void close() throws IOException {
        try (MailBytes unfinished = incoming) {
            incoming = null;
        } finally {
            if (window != null) {
                window.close();
            }
        }
    }
}
