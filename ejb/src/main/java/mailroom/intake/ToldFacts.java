package mailroom.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mailroom.folder.SightingFacts;

/** What the server said of the mails of one window, and which of them are not to be stored after all. */
final class ToldFacts {

    private final Map<Long, SightingFacts> byUid = new HashMap<>();
    private final Map<Long, Integer> withdrawn = new HashMap<>();

    void put(SightingFacts facts) {
        byUid.putIfAbsent(facts.uid(), facts);
    }

    SightingFacts of(long uid) {
        return byUid.get(uid);
    }

    /**
     * @param mails that the window holds: what comes behind them under the same UID is stored
     * @return false if the window has no mail under the UID
     */
    boolean withdraw(long uid, int mails) {
        boolean known = byUid.remove(uid) != null;
        if (known) {
            withdrawn.put(uid, mails);
        }
        return known;
    }

    /** Those that are stored, in their order. */
    List<Arrival> stored(List<Arrival> arrivals) {
        if (withdrawn.isEmpty()) {
            return arrivals;
        }
        List<Arrival> stored = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (i >= withdrawn.getOrDefault(arrivals.get(i).uid(), 0)) {
                stored.add(arrivals.get(i));
            }
        }
        return stored;
    }
}
