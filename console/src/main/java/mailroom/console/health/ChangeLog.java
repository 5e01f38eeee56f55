package mailroom.console.health;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes into the log when a check's answer changes, and not with each question. */
final class ChangeLog {

    private static final System.Logger LOG = System.getLogger(ChangeLog.class.getName());

    private final String state;
    private Map<String, String> last = Map.of();

    /** @param state in one word what the check says where all is well: ready, live */
    ChangeLog(String state) {
        this.state = state;
    }

    /** @param reasons why not, by what fails; empty where all is well */
    void tell(Map<String, String> reasons) {
        change(reasons)
                .ifPresent(sentence ->
                        LOG.log(reasons.isEmpty() ? System.Logger.Level.INFO : System.Logger.Level.WARNING, sentence));
    }

    synchronized Optional<String> change(Map<String, String> reasons) {
        if (reasons.equals(last)) {
            return Optional.empty();
        }
        last = Map.copyOf(reasons);
        return Optional.of(reasons.isEmpty() ? state + " again" : "not " + state + ": " + new TreeMap<>(reasons));
    }
}
