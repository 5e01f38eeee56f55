package mailroom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Dovecot of its own on loopback: any user, password {@link #PASSWORD}; everything lies below one folder. */
public final class PrivateDovecot implements AutoCloseable {

    public static final String PASSWORD = "pw";

    private static final Path BINARY = Path.of("/usr/sbin/dovecot");
    private static final long LONGEST_COMMAND_SECONDS = 300;

    private static final int USERS = 9;
    private static final int FIRST_USER_ID = 20_000;
    private static final String ONE_USER = """
            userdb {
              driver = static
              args = uid=mail gid=mail home=DIR/mail/%u
            }
            """;
    private static final String NINE_USERS = """
            userdb {
              driver = passwd-file
              args = username_format=%9Nu DIR/users
              override_fields = home=DIR/mail/%u
            }
            """;

    private final Path folder;
    private final int port;
    private final Path conf;
    private int tlsPort;

    private PrivateDovecot(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        conf = folder.resolve("dovecot.conf");
    }

    /** Skips the test where Dovecot is not installed, unless servers are required; needs root. */
    public static PrivateDovecot start() throws IOException {
        return start("");
    }

    /** @param settings further lines of dovecot.conf */
    public static PrivateDovecot start(String settings) throws IOException {
        return start(settings, false);
    }

    /**
     * For more mailboxes than one user of the system may watch (fs.inotify.max_user_instances): they are spread over
     * nine users.
     */
    public static PrivateDovecot startForMany(String settings) throws IOException {
        return start(settings, true);
    }

    private static PrivateDovecot start(String settings, boolean manyUsers) throws IOException {
        boolean usable = Files.isExecutable(BINARY) && "root".equals(System.getProperty("user.name"));
        if (!Boolean.getBoolean("mailroom.servers.required")) {
            assumeTrue(usable, "Dovecot is not installed, or this is not root");
        }
        Path folder = Files.createTempDirectory("dovecot");
        folder.toFile().setReadable(true, false);
        folder.toFile().setExecutable(true, false);
        PrivateDovecot dovecot = new PrivateDovecot(folder, Programs.freePort());
        dovecot.configure(settings, manyUsers);
        dovecot.startAgain();
        return dovecot;
    }

    /** On {@link #tlsPort} too, by implicit TLS with this certificate. */
    public static PrivateDovecot startWithTls(ServerCertificate certificate) throws IOException {
        int tlsPort = Programs.freePort();
        PrivateDovecot dovecot = start("""
                ssl = yes
                ssl_cert = <%s
                ssl_key = <%s
                service imap-login {
                  inet_listener imaps {
                    port = %d
                    ssl = yes
                  }
                }
                """.formatted(certificate.certificate(), certificate.key(), tlsPort));
        dovecot.tlsPort = tlsPort;
        return dovecot;
    }

    private void configure(String settings, boolean manyUsers) throws IOException {
        for (String name : List.of("run", "state", "mail")) {
            Files.createDirectories(folder.resolve(name));
        }
        run(List.of("chown", "mail:mail", folder.resolve("mail").toString()));
        StringBuilder users = new StringBuilder();
        for (int user = 0; user < USERS; user++) {
            users.append("%d::%d:8::/nowhere%n".formatted(user, FIRST_USER_ID + user));
        }
        Files.writeString(folder.resolve("users"), users);
        run(List.of("chmod", "1777", folder.resolve("mail").toString()));
        String template = """
                base_dir = DIR/run
                state_dir = DIR/state
                log_path = DIR/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                auth_failure_delay = 0
                first_valid_uid = 1
                mail_uid = mail
                mail_gid = mail
                mail_location = mdbox:~/mdbox
                mail_save_crlf = yes
                mdbox_rotate_size = 64M
                mail_fsync = never
                mail_max_userip_connections = 100
                passdb {
                  driver = static
                  args = password=PASSWORD
                }
                USERDB
                service imap-login {
                  inet_listener imap {
                    port = PORT
                  }
                  inet_listener imaps {
                    port = 0
                  }
                  service_count = 0
                  process_min_avail = 1
                }
                service imap {
                  process_limit = 300
                }
                # no pauses of up to 15 s for an address after failed logins
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                namespace inbox {
                  inbox = yes
                  separator = /
                  mailbox Junk {
                    auto = create
                    special_use = \\Junk
                  }
                  mailbox Trash {
                    auto = create
                    special_use = \\Trash
                  }
                }
                """;
        String text = template.replace("USERDB", manyUsers ? NINE_USERS : ONE_USER)
                .replace("DIR", folder.toString())
                .replace("PASSWORD", PASSWORD)
                .replace("PORT", Integer.toString(port));
        Files.writeString(conf, text + settings + "\n");
    }

    /** After {@link #stop}: the same mails on the same port. */
    public void startAgain() throws IOException {
        run(List.of(BINARY.toString(), "-c", conf.toString()));
        Awaitility.await("Dovecot's port").atMost(20, TimeUnit.SECONDS).until(this::listens);
    }

    public void stop() throws IOException {
        run(List.of("/usr/bin/doveadm", "-c", conf.toString(), "stop"));
        Awaitility.await("Dovecot's end").atMost(20, TimeUnit.SECONDS).until(() -> !listens());
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** 0 unless started with TLS. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Puts the bytes into the folder, which is made where it is missing; line ends become CRLF. */
    public void append(String user, String mailFolder, byte[]... mails) throws IOException {
        Path import_ = Files.createTempDirectory(folder, "import");
        Path cur = Files.createDirectories(import_.resolve("cur"));
        Files.createDirectories(import_.resolve("new"));
        Files.createDirectories(import_.resolve("tmp"));
        for (int i = 0; i < mails.length; i++) {
            Files.write(cur.resolve(String.format("%d.M%06d.test:2,", 1_700_000_000L + i, i)), mails[i]);
        }
        load(user, mailFolder, import_);
    }

    /** Imports a Maildir into a folder of the user. */
    public void load(String user, String mailFolder, Path maildir) throws IOException {
        run(List.of("chown", "-R", "mail:mail", maildir.toString()));
        if (mailFolder.equals("INBOX")) {
            doveadm("import", "-s", "-u", user, "maildir:" + maildir, "", "all");
            return;
        }
        String aside = "aside-" + maildir.getFileName();
        doveadm("import", "-s", "-u", user, "maildir:" + maildir, aside, "all");
        if (!List.of(doveadm("mailbox", "list", "-u", user).split("\n")).contains(mailFolder)) {
            doveadm("mailbox", "create", "-u", user, mailFolder);
        }
        doveadm("move", "-u", user, mailFolder, "mailbox", aside + "/INBOX", "all");
        doveadm("mailbox", "delete", "-r", "-u", user, aside);
    }

    /** What doveadm prints. */
    public String doveadm(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/doveadm", "-c", conf.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws IOException {
        Path printed = Files.createTempFile(folder, "run", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("does not end: " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted in " + command, e);
        }
        String output = Files.readString(printed, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
