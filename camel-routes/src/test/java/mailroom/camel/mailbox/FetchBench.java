package mailroom.camel.mailbox;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.database.Database;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * The first full fetch of a mailbox, durable in segments and in Derby on disk, in mails a second, beside mbsync in the
 * same run. Arguments: port, user and count of a server on loopback (password {@code pw}), the runs, and a script that
 * is given {@code PORT USER COUNT RUNS} and prints {@code median mbsync N msg/s}.
 */
final class FetchBench {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);
    private static final Pattern MEDIAN = Pattern.compile("median mbsync (\\d+) msg/s");

    private FetchBench() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String user = arguments[1];
        int count = Integer.parseInt(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
            rates[run] = fetch(port, user, count);
            System.out.printf("run %d mailroom %.0f msg/s%n", run + 1, rates[run]);
        }
        java.util.Arrays.sort(rates);
        double median = rates[runs / 2];
        System.out.printf("median mailroom %.0f msg/s%n", median);
        if (arguments.length > 4) {
            double peer = peer(arguments[4], port, user, count, runs);
            System.out.printf("median mbsync %.0f msg/s, ratio %.2f%n", peer, median / peer);
        }
        System.exit(0);
    }

    private static double fetch(int port, String user, int count) throws Exception {
        Path home = Files.createTempDirectory("bench");
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(home.resolve("db").toString());
        source.setCreateDatabase("create");
        try (RunningMailboxes running = new RunningMailboxes(Database.on(source), () -> shutDown(source), home)) {
            long begun = System.nanoTime();
            running.configure(RunningMailboxes.mailbox(user, port));
            await().atMost(LONGEST_RUN)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> running.mailboxes.report(user).orElseThrow().folders().stream()
                                    .mapToLong(folder -> folder.sightings())
                                    .sum()
                            >= count);
            return count / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static void shutDown(EmbeddedDataSource source) {
        source.setCreateDatabase(null);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (java.sql.SQLException ended) {
            // Derby reports its end as an exception, SQL state 08006
        }
    }

    private static double peer(String script, int port, String user, int count, int runs) throws Exception {
        Process process = new ProcessBuilder(
                        script, String.valueOf(port), user, String.valueOf(count), String.valueOf(runs))
                .redirectErrorStream(true)
                .start();
        double median = 0;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                Matcher found = MEDIAN.matcher(line);
                if (found.find()) {
                    median = Double.parseDouble(found.group(1));
                }
            }
        }
        return median;
    }
}
