package mailroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Postfix of its own on loopback: it takes any recipient and keeps every mail in one Maildir. */
public final class PrivatePostfix implements AutoCloseable {

    private static final String POSTFIX = "/usr/sbin/postfix";

    private final Path folder = Programs.folder("postfix");
    private final Path conf = folder.resolve("conf");
    private final int port = Programs.freePort();
    private boolean running;

    private PrivatePostfix() {}

    /** Skips the test where Postfix is missing, unless servers are required; needs root. */
    public static PrivatePostfix start() {
        return start("");
    }

    /** @param settings further lines of main.cf */
    public static PrivatePostfix start(String settings) {
        Programs.require(POSTFIX);
        PrivatePostfix postfix = new PrivatePostfix();
        postfix.configure(settings);
        Programs.atExit(postfix::close);
        postfix.startAgain();
        return postfix;
    }

    private void configure(String settings) {
        try {
            for (String name : List.of("conf", "queue", "data", "mail")) {
                Files.createDirectories(folder.resolve(name));
            }
            Programs.run("chown", "postfix", folder + "/data");
            Programs.run("chown", "mail:mail", folder + "/mail");
            Files.writeString(conf.resolve("main.cf"), mainCf() + settings + "\n");
            Files.writeString(conf.resolve("master.cf"), masterCf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(Map.of());
    }

    private String mainCf() throws IOException {
        return """
                compatibility_level = 3.6
                queue_directory = DIR/queue
                data_directory = DIR/data
                maillog_file_prefixes = DIR
                maillog_file = DIR/postfix.log
                myhostname = relay.example.com
                inet_interfaces = 127.0.0.1
                mynetworks = 127.0.0.0/8
                mydestination =
                alias_maps =
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_recipient_restrictions = check_recipient_access hash:DIR/conf/answers, permit
                smtpd_error_sleep_time = 0
                smtpd_hard_error_limit = 1000
                virtual_mailbox_domains = static:all
                virtual_mailbox_maps = static:all/
                virtual_mailbox_base = DIR/mail
                virtual_minimum_uid = 1
                virtual_uid_maps = static:UID
                virtual_gid_maps = static:GID
                """.replace("DIR", folder.toString())
                .replace("UID", Programs.run("id", "-u", "mail").strip())
                .replace("GID", Programs.run("id", "-g", "mail").strip());
    }

    private String masterCf() {
        String services = """
                127.0.0.1:PORT inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                proxywrite unix - - n - 1 proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                discard unix - - n - - discard
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """;
        return services.replace("PORT", Integer.toString(port));
    }

    /**
     * How named recipients are answered from the next session on, for example
     * {@code Map.of("late@example.com", "451 4.3.0 later")}; all others are taken.
     */
    public void answer(Map<String, String> replies) {
        Path answers = conf.resolve("answers");
        String lines = replies.entrySet().stream()
                .map(reply -> reply.getKey() + " " + reply.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(answers, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.run("/usr/sbin/postmap", "-c", conf.toString(), "hash:" + answers);
        if (running) {
            // a reload lets a process that waits already serve one more session with the old answers
            stop();
            startAgain();
        }
    }

    /** After {@link #stop}: the same port. */
    public void startAgain() {
        postfix("start");
        Awaitility.await("Postfix's port").atMost(20, TimeUnit.SECONDS).until(() -> Programs.listens(port));
        running = true;
    }

    public void stop() {
        if (running) {
            postfix("stop");
            running = false;
        }
    }

    public int port() {
        return port;
    }

    /** For mailroom.yaml's relays. */
    public String server() {
        return "smtp://127.0.0.1:" + port;
    }

    /** The mails taken so far, in any order; {@code Delivered-To} names the envelope's recipient. */
    public List<String> mails() {
        Path inbox = folder.resolve("mail/all/new");
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inbox)) {
            return files.map(PrivatePostfix::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        Path log = folder.resolve("postfix.log");
        return Files.exists(log) ? text(log) : "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void postfix(String verb) {
        Programs.run(POSTFIX, "-c", conf.toString(), verb);
    }

    @Override
    public synchronized void close() {
        stop();
        Programs.delete(folder);
    }
}
