package mailroom.settings.yaml;

import java.util.ArrayList;
import java.util.List;
import mailroom.settings.SettingsRefused;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong, so that one look at the message is enough to mend the whole file. */
final class Problems {

    private static final int MOST = 20;

    private final List<SettingsRefused.Problem> found = new ArrayList<>();

    void add(Node where, String key, String message) {
        add(where.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), key, message);
    }

    void add(int line, String key, String message) {
        if (found.size() < MOST) {
            found.add(new SettingsRefused.Problem(line, key, message));
        }
    }

    void refuseIfAny() throws SettingsRefused {
        if (!found.isEmpty()) {
            throw new SettingsRefused(found);
        }
    }
}
