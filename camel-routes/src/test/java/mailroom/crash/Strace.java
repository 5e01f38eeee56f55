package mailroom.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailroom.Programs;
import org.junit.jupiter.api.Assumptions;

/**
 * System calls that strace interferes with. It counts for each thread: the first thread that comes to its n-th such call
 * meets the fault, and the loop over n is over once no thread comes that far.
 *
 * @param calls as strace names them, separated by commas; a question mark where a machine may lack one
 * @param files only calls that touch one of these; all if there are none
 */
record Strace(String name, String calls, List<Path> files) implements LastCall {

    private static final String PROGRAM = "/usr/bin/strace";

    /** Skips the test where strace is missing or may not trace; fails instead where servers are required. */
    static void require() {
        Programs.require(PROGRAM);
        boolean traces = false;
        try {
            traces = new ProcessBuilder(PROGRAM, "-qq", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Boolean.getBoolean("mailroom.servers.required") && !traces) {
            throw new IllegalStateException("strace must be allowed to trace (ptrace) here");
        }
        Assumptions.assumeTrue(traces, "strace may not trace (ptrace) on this machine");
    }

    @Override
    public Victim start(CrashSite site, int n) throws IOException {
        return site.start("once", killing(n));
    }

    /** SIGKILL instead of a thread's n-th call. */
    String[] killing(int n) {
        return injecting(calls, "signal=KILL:when=" + n, Path.of("/dev/null"));
    }

    /** SIGKILL instead of a thread's n-th call of some of these calls; all of them are logged. */
    String[] killing(String some, int n, Path log) {
        return injecting(some, "signal=KILL:when=" + n, log);
    }

    /** The error from a thread's n-th call on, for so many calls. */
    String[] failing(String error, int n, int times) {
        return injecting(calls, "error=" + error + ":when=" + n + ".." + (n + times - 1), Path.of("/dev/null"));
    }

    private String[] injecting(String some, String fault, Path log) {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM, "-f", "-qq", "-y", "-s", "0", "-o", log.toString(), "-e", "signal=none"));
        command.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + some + ":" + fault));
        for (Path file : files) {
            command.addAll(List.of("-P", file.toString()));
        }
        return command.toArray(String[]::new);
    }
}
