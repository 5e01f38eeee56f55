package mailroom.crash;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many kills came where. */
final class KillMoments {

    private final Map<KillMoment, Integer> kills = new EnumMap<>(KillMoment.class);

    void add(KillMoment moment) {
        kills.merge(moment, 1, Integer::sum);
    }

    private int all() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Between the beginning and the end of what intake does for new mails. */
    int atWork() {
        return kills.getOrDefault(KillMoment.TAKING_IN, 0) + kills.getOrDefault(KillMoment.STORING, 0);
    }

    @Override
    public String toString() {
        return kills.entrySet().stream()
                .map(one -> one.getValue() + " while " + name(one.getKey()))
                .collect(Collectors.joining(", ", all() + " random kills (", ")"));
    }

    private static String name(KillMoment moment) {
        return moment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
