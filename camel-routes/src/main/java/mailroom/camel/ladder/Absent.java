package mailroom.camel.ladder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.uid.UidRuns;
import mailroom.camel.imap.uid.UidSet;

/**
 * Sightings that a server did not show. That alone proves nothing: each has to be missing in a second way of asking too,
 * and where most of a folder seems to be gone, or the server knows one way only, its own count must say so as well.
 */
final class Absent {

    /** A set of so many UIDs takes at most some thousand characters. */
    static final int AT_ONCE = 250;
    /** More than this and more than half of a folder is a mass. */
    static final int MASS = 10;

    private final UidRuns.Builder gone = new UidRuns.Builder(1, Long.MAX_VALUE);
    private final SecondWay secondWay;
    private long count;
    private boolean contradicted;
    private boolean secondIsRefused;

    /** @param secondWay another one than that in which they were not shown */
    Absent(SecondWay secondWay) {
        this.secondWay = secondWay;
    }

    /** Which of a set the server has. */
    @FunctionalInterface
    interface SecondWay {
        UidRuns ask(String uids, long firstUid, long lastUid) throws IOException;
    }

    /** @param uids ascending */
    void add(Collection<Long> uids) throws IOException {
        List<Long> some = new ArrayList<>();
        int runs = 0;
        long before = -1;
        for (long uid : uids) {
            runs += uid == before + 1 ? 0 : 1;
            if (runs > AT_ONCE) {
                prove(some);
                some.clear();
                runs = 1;
            }
            some.add(uid);
            before = uid;
        }
        prove(some);
    }

    private void prove(List<Long> uids) throws IOException {
        if (uids.isEmpty()) {
            return;
        }
        long first = uids.get(0);
        long last = uids.get(uids.size() - 1);
        UidRuns there = ask(uids, first, last);
        for (long uid : uids) {
            if (there.contains(uid)) {
                contradicted = true;
            } else {
                gone.add(uid, uid);
                count++;
            }
        }
    }

    /** A server that refuses the second question knows one way only. */
    private UidRuns ask(List<Long> uids, long first, long last) throws IOException {
        try {
            String set = UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
            return secondWay.ask(set, first, last);
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
            secondIsRefused = true;
            return UidRuns.NONE;
        }
    }

    /** The server answered two ways of asking differently, or its count says that the mails are there. */
    boolean isContradicted() {
        return contradicted;
    }

    /**
     * @param missed mails that the server showed and the ledger lacks
     * @return how many were marked as vanished
     */
    int conclude(Look look, int missed) throws IOException {
        boolean mass = count > MASS && 2 * count > look.live();
        long exists = look.open().exists();
        boolean counted = exists == look.live() - count + missed;
        boolean oneWay = secondIsRefused || look.listing().isOneWay();
        if (count > 0 && oneWay && !counted) {
            contradicted = true;
            return 0;
        }
        if (mass && (exists < 0 || exists > look.live() - count / 2 + missed)) {
            contradicted = true;
            return 0;
        }
        gone.build().within(1, Long.MAX_VALUE, look.changes()::vanished);
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
