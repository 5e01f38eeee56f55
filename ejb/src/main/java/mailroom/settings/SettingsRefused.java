package mailroom.settings;

import java.util.List;
import java.util.stream.Collectors;

/** {@code mailroom.yaml} is wrong and was not taken; every problem found is listed, none of them holds a secret. */
public class SettingsRefused extends Exception {

    /**
     * One thing that is wrong.
     *
     * @param line counted from 1
     * @param key the path of the key, for example {@code mailboxes[1].password}
     * @param message what is wrong and what is allowed
     */
    public record Problem(int line, String key, String message) {

        @Override
        public String toString() {
            return "line " + line + ", " + key + ": " + message;
        }
    }

    private final transient List<Problem> problems;

    public SettingsRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
