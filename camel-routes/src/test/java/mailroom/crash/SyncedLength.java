package mailroom.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads in strace's log how much of a new file was made durable: its length at the last fsync that was answered. */
final class SyncedLength {

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\(\\d+<([^>]*)>(.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern RESULT = Pattern.compile(".*= (\\d+)$");
    private static final Pattern LAST_ARGUMENT = Pattern.compile(".*, (\\d+)\\)? *(?:<unfinished.*|= \\d+)$");

    private record Begun(String file, String arguments) {}

    private final String file;
    private final Map<String, Begun> begun = new HashMap<>();
    private long length;
    private long synced;

    private SyncedLength(Path file) {
        this.file = file.toString();
    }

    static long of(Path file, Path log) throws IOException {
        SyncedLength reading = new SyncedLength(file);
        Files.readAllLines(log).forEach(reading::take);
        return reading.synced;
    }

    private void take(String line) {
        Matcher resumed = RESUMED.matcher(line);
        if (resumed.matches()) {
            Begun before = begun.remove(resumed.group(1));
            if (before != null) {
                ended(resumed.group(2), before.file(), before.arguments(), resumed.group(3));
            }
            return;
        }
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            return;
        }
        if (line.endsWith("<unfinished ...>")) {
            begun.put(call.group(1), new Begun(call.group(3), call.group(4)));
        } else {
            ended(call.group(2), call.group(3), call.group(4), call.group(4));
        }
    }

    private void ended(String call, String touched, String arguments, String answer) {
        Matcher result = RESULT.matcher(answer);
        if (!touched.equals(file) || !result.matches()) {
            return;
        }
        switch (call) {
            case "write" -> length += Long.parseLong(result.group(1));
            case "pwrite64" -> length = Math.max(length, last(arguments) + Long.parseLong(result.group(1)));
            case "ftruncate" -> {
                length = last(arguments);
                synced = Math.min(synced, length);
            }
            case "fsync", "fdatasync" -> synced = length;
            default -> throw new IllegalStateException("not expected: " + call);
        }
    }

    private static long last(String arguments) {
        Matcher last = LAST_ARGUMENT.matcher(arguments);
        if (!last.matches()) {
            throw new IllegalStateException("no last argument: " + arguments);
        }
        return Long.parseLong(last.group(1));
    }
}
