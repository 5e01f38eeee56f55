package mailroom.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import mailroom.settings.SettingsRefused;

/**
 * Intake as a process of its own that may be killed. Arguments: the home with mailroom.yaml; a JDBC URL; {@code once}
 * (ends when every mailbox is in sync) or {@code on} (looks for mail again and again); an order of {@link IntakeRun}.
 * Without arguments, a home and a URL in each line of its input: runs there once and prints {@link #IN_SYNC}.
 */
final class IntakeProcess {

    static final String STARTED = "started";
    static final String IN_SYNC = "in sync";
    static final String AT_WORK = "at work";
    static final String PASSWORD_VARIABLE = "PASSWORD";

    private IntakeProcess() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        if (arguments.length == 0) {
            runWhereTold();
        } else {
            boolean once = arguments[2].equals("once");
            try (IntakeRun run = new IntakeRun(Path.of(arguments[0]), arguments[1], once, arguments[3])) {
                System.out.println(STARTED);
                run.watch(once);
                System.out.println(IN_SYNC);
            }
        }
        System.exit(0);
    }

    private static void runWhereTold() throws IOException, SettingsRefused, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            try (IntakeRun run = new IntakeRun(Path.of(words[0]), words[1], true, "recovers")) {
                run.watch(true);
            }
            System.out.println(IN_SYNC);
        }
    }
}
