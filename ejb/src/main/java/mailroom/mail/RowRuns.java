package mailroom.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Numbers that lie close together, taken as one run. */
final class RowRuns {

    private RowRuns() {}

    /** Both included. */
    record Run(long first, long last) {}

    /**
     * Lists the lowest first.
     *
     * @param gap the largest distance between two numbers of one run
     */
    static List<Run> of(SortedSet<Long> numbers, long gap) {
        List<Run> runs = new ArrayList<>();
        for (long number : numbers) {
            int end = runs.size() - 1;
            if (end >= 0 && number - runs.get(end).last() <= gap) {
                runs.set(end, new Run(runs.get(end).first(), number));
            } else {
                runs.add(new Run(number, number));
            }
        }
        return runs;
    }
}
