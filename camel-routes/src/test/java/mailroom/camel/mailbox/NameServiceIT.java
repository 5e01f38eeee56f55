package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mailroom.PrivateDovecot;
import mailroom.Programs;
import mailroom.crash.JavaCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Name servers that are silent, gone or of another opinion, for a process with a resolv.conf and hosts of its own. */
@Tag("proof")
@Timeout(180)
class NameServiceIT {

    private static final String HOST = "mail.example.com";
    private static final String NOWHERE = "127.53.0.9";
    private static final String SECOND = "127.53.0.8";
    private static final List<String> SILENT = List.of("127.53.0.1", "127.53.0.2", "127.53.0.3");
    private static final int NAME_SERVICE_PORT = 53;
    /** Two time-outs of the resolver for each of three name servers take longer. */
    private static final Duration A_LOOKUP = Duration.ofSeconds(25);
    /** How long the JVM keeps an address. */
    private static final Duration AN_ADDRESS = Duration.ofSeconds(45);

    private static final Duration A_START = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static PrivateDovecot dovecot;
    private static int otherPort;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        Programs.require("/usr/bin/unshare");
        otherPort = Programs.freePort();
        dovecot = PrivateDovecot.start("""
                service imap-login {
                  inet_listener second {
                    address = %s
                    port = %d
                  }
                }
                """.formatted(SECOND, otherPort));
        dovecot.append("named", "INBOX", TestMails.mail("one"));
        dovecot.append("other", "INBOX", TestMails.mail("one"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private Process mailboxes(List<String> nameServers, int port, String hosts) throws IOException {
        Path servers = folder.resolve("resolv.conf");
        Files.writeString(servers, "nameserver " + String.join("\nnameserver ", nameServers) + "\n");
        says(hosts);
        String mounts = "mount --bind " + servers + " /etc/resolv.conf && mount --bind " + hosts() + " /etc/hosts";
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", mounts + " && exec \"$@\"", "sh"));
        List<String> named = List.of("named", HOST, Integer.toString(port));
        List<String> other = List.of("other", "127.0.0.1", Integer.toString(dovecot.port()));
        List<String> arguments = Stream.of(named, other).flatMap(List::stream).toList();
        command.addAll(JavaCommand.of(MailboxProcess.class, List.of(), arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed().toFile())
                .start();
        awaitLine(MailboxProcess.BEGUN, A_START);
        return process;
    }

    private Path hosts() {
        return folder.resolve("hosts");
    }

    private Path printed() {
        return folder.resolve("printed");
    }

    /** Besides what this machine knows of itself. */
    private void says(String hosts) throws IOException {
        Files.writeString(hosts(), Files.readString(Path.of("/etc/hosts")) + "\n" + hosts + "\n");
    }

    private void awaitLine(String line, Duration atMost) {
        await(line).atMost(atMost).until(() -> Files.readAllLines(printed()).contains(line));
    }

    @Test
    void f22SilentNameServersEndALookupInTimeAndHoldNoOtherHostUp() throws IOException {
        List<DatagramSocket> silent = new ArrayList<>();
        for (String address : SILENT) {
            silent.add(new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), NAME_SERVICE_PORT)));
        }
        Process process = mailboxes(SILENT, dovecot.port(), "");
        try {
            awaitLine("other 1", SOON);
            dovecot.append("other", "INBOX", TestMails.mail("two"));
            awaitLine("other 2", SOON);
            awaitLine("named 0 timeout", A_LOOKUP);
            assertThat(Files.readAllLines(printed())).doesNotContain("named 1");
        } finally {
            process.destroyForcibly();
            silent.forEach(DatagramSocket::close);
        }
    }

    @Test
    void f22AHostThatIsUnknownForAWhileAndThenElsewhereIsFoundWithoutARestart() throws IOException {
        Process process = mailboxes(List.of(NOWHERE), dovecot.port(), "");
        try {
            awaitLine("named 0 unknown-host", SOON);
            says(NOWHERE + " " + HOST);
            awaitLine("named 0 connection-refused", SOON);
            says("127.0.0.1 " + HOST);
            awaitLine("named 1", AN_ADDRESS);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void f22EveryAddressOfAHostIsTried() throws IOException {
        String both = "127.0.0.1 " + HOST + "\n" + SECOND + " " + HOST;
        Process process = mailboxes(List.of(NOWHERE), otherPort, both);
        try {
            awaitLine("named 1", SOON);
            assertThat(Programs.listens(otherPort)).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }
}
