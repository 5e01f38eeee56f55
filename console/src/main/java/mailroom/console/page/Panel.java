package mailroom.console.page;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rows of one kind, or the sentence why they cannot be shown: one broken part leaves the others on the page. */
public final class Panel<T> {

    private static final System.Logger LOG = System.getLogger(Panel.class.getName());

    private final List<T> rows;
    private final String problem;

    private Panel(List<T> rows, String problem) {
        this.rows = rows;
        this.problem = problem;
    }

    static <T> Panel<T> of(String what, Supplier<List<T>> source) {
        try {
            return new Panel<>(source.get(), "");
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the console cannot show " + what, e);
            return new Panel<>(List.of(), "The " + what + " cannot be read just now; the log says why.");
        }
    }

    public List<T> getRows() {
        return rows;
    }

    public String getProblem() {
        return problem;
    }

    public boolean isNothing() {
        return rows.isEmpty() && problem.isEmpty();
    }

    public Optional<T> first() {
        return rows.stream().findFirst();
    }
}
