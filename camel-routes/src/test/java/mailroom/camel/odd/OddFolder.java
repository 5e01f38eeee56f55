package mailroom.camel.odd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder of the server, which anybody may change at any time. */
public final class OddFolder {

    private static final Instant FIRST = Instant.parse("2024-02-03T04:05:06Z");

    private final String name;
    private final SortedMap<Long, OddMail> mails = new TreeMap<>();
    private final SortedMap<Long, Long> vanished = new TreeMap<>();
    private final Set<Long> once = new HashSet<>();
    private final List<OddMail> expunged = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private long uidValidity;
    private String use = "";
    private long uidNext = 1;
    private long modSeq = 1;

    public OddFolder(String name, long uidValidity) {
        this.name = name;
        this.uidValidity = uidValidity;
    }

    public String name() {
        return name;
    }

    /** Its special use (RFC 6154), for example {@code \\All}; empty at first. */
    public synchronized String use() {
        return use;
    }

    public synchronized OddFolder use(String attribute) {
        use = attribute;
        return this;
    }

    public synchronized long uidValidity() {
        return uidValidity;
    }

    public synchronized void uidValidity(long other) {
        uidValidity = other;
    }

    synchronized long uidNext() {
        return uidNext;
    }

    synchronized long modSeq() {
        return modSeq;
    }

    /** Under the next UID. */
    public long append(byte[] bytes) {
        long uid;
        synchronized (this) {
            uid = uidNext;
        }
        put(uid, bytes);
        return uid;
    }

    public void appendAll(Collection<byte[]> bodies) {
        bodies.forEach(this::append);
    }

    /** Under any UID, also below others; what was there is replaced. */
    public void put(long uid, byte[] bytes) {
        synchronized (this) {
            uidNext = Math.max(uidNext, uid + 1);
            modSeq++;
            once.add(uid);
            mails.put(uid, new OddMail(uid, Set.of(), FIRST.plusSeconds(modSeq * 61), bytes, modSeq));
            vanished.remove(uid);
        }
        watchers.forEach(Runnable::run);
    }

    /** UIDs are given from here on. */
    public synchronized void skipTo(long uid) {
        uidNext = Math.max(uidNext, uid);
    }

    public void remove(long uid) {
        synchronized (this) {
            if (mails.remove(uid) != null) {
                vanished.put(uid, ++modSeq);
            }
        }
        watchers.forEach(Runnable::run);
    }

    /** A client's EXPUNGE or MOVE. */
    void expunge(OddMail mail) {
        expunged.add(mail);
        remove(mail.uid());
    }

    /** What clients took out of the folder. */
    public List<OddMail> expunged() {
        return List.copyOf(expunged);
    }

    public void flag(long uid, String flag) {
        synchronized (this) {
            mails.computeIfPresent(uid, (same, mail) -> {
                Set<String> flags = new HashSet<>(mail.flags());
                flags.add(flag);
                return new OddMail(uid, flags, mail.date(), mail.bytes(), ++modSeq);
            });
        }
        watchers.forEach(Runnable::run);
    }

    /** A mail that is gone had it. */
    public synchronized boolean hadUid(long uid) {
        return once.contains(uid);
    }

    public synchronized SortedMap<Long, OddMail> mails() {
        return new TreeMap<>(mails);
    }

    public synchronized SortedSet<Long> uids() {
        return new TreeSet<>(mails.keySet());
    }

    synchronized List<Long> vanishedSince(long since) {
        List<Long> uids = new ArrayList<>();
        vanished.forEach((uid, when) -> {
            if (when > since) {
                uids.add(uid);
            }
        });
        return uids;
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void leave(Runnable watcher) {
        watchers.remove(watcher);
    }
}
