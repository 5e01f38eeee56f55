package mailroom;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Cyrus IMAP server of its own on loopback; everything lies below one folder. Debian's cyrus-imapd cannot be installed
 * beside dovecot-imapd, so its programs may lie unpacked below {@code mailroom.cyrus}; the rest is of cyrus-common.
 */
public final class PrivateCyrus implements AutoCloseable {

    public static final String PASSWORD = PrivateDovecot.PASSWORD;

    private static final String MASTER = "/usr/lib/cyrus/bin/master";
    private static final String PROGRAMS = System.getProperty("mailroom.cyrus", "") + "/usr/lib/cyrus/bin/";
    private static final String SASLPASSWD = "/usr/sbin/saslpasswd2";
    private static final String REALM = "cyrus.example.com";
    private static final int SECONDS_TO_START = 20;
    private static final int SECONDS_TO_END = 10;

    private static final String IMAPD_CONF = """
            configdirectory: DIR/config
            partition-default: DIR/spool
            defaultpartition: default
            proc_path: DIR/proc
            mboxname_lockpath: DIR/lock
            temp_path: DIR/temp
            cyrus_user: cyrus
            cyrus_group: mail
            servername: REALM
            altnamespace: yes
            unixhierarchysep: yes
            virtdomains: off
            autocreate_quota: 0
            allowplaintext: yes
            sasl_mech_list: PLAIN LOGIN SCRAM-SHA-256
            sasl_pwcheck_method: auxprop
            sasl_auxprop_plugin: sasldb
            sasl_sasldb_path: DIR/sasldb
            """;
    private static final String CYRUS_CONF = """
            START {
            }
            SERVICES {
              imap cmd="PROGRAMSimapd -C DIR/imapd.conf" listen="127.0.0.1:PORT" prefork=1 maxchild=1000
            }
            DAEMON {
              idled cmd="PROGRAMSidled -C DIR/imapd.conf"
            }
            EVENTS {
            }
            """;

    private final Path folder = Programs.folder("cyrus");
    private final int port = Programs.freePort();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private Process master;

    private PrivateCyrus() {}

    /** Skips the test where Cyrus is missing, unless servers are required; needs root. */
    public static PrivateCyrus start() {
        for (String program : List.of(PROGRAMS + "imapd", PROGRAMS + "idled", MASTER, SASLPASSWD)) {
            Programs.require(program);
        }
        PrivateCyrus cyrus = new PrivateCyrus();
        Programs.atExit(cyrus::close);
        cyrus.configure();
        cyrus.startAgain();
        return cyrus;
    }

    private void configure() {
        try {
            for (String name : List.of("config/db", "config/socket", "spool", "proc", "lock", "temp")) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.writeString(folder.resolve("imapd.conf"), filled(IMAPD_CONF));
            Files.writeString(folder.resolve("cyrus.conf"), filled(CYRUS_CONF));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        addUser("nobody");
        Programs.run("chown", "-R", "cyrus:mail", folder.toString());
    }

    private String filled(String template) {
        return template.replace("DIR", folder.toString())
                .replace("PROGRAMS", PROGRAMS)
                .replace("REALM", REALM)
                .replace("PORT", Integer.toString(port));
    }

    /** Who may log in from now on, with {@link #PASSWORD}; the INBOX is made at the first login. */
    public void addUser(String name) {
        if (users.add(name)) {
            String command =
                    "printf %s " + PASSWORD + " | " + SASLPASSWD + " -p -c -f " + folder + "/sasldb -u " + REALM + " ";
            Programs.run("sh", "-c", command + name);
        }
    }

    /** After {@link #stop}: the same mails on the same port. */
    public void startAgain() {
        try {
            // in a session of its own, because it signals its whole process group when it ends
            master = new ProcessBuilder(
                            "setsid",
                            MASTER,
                            "-C",
                            folder + "/imapd.conf",
                            "-M",
                            folder + "/cyrus.conf",
                            "-p",
                            folder + "/master.pid")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder + "/master.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("Cyrus's port")
                .atMost(SECONDS_TO_START, TimeUnit.SECONDS)
                .until(() -> Programs.listens(port));
    }

    public int port() {
        return port;
    }

    /** With every process that it started. */
    public void stop() {
        if (master == null) {
            return;
        }
        List<ProcessHandle> started = master.descendants().toList();
        master.destroy();
        try {
            awaitEnd(master.toHandle(), started);
        } catch (ConditionTimeoutException stubborn) {
            master.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(master.toHandle(), started);
        }
        master = null;
    }

    private static void awaitEnd(ProcessHandle master, List<ProcessHandle> started) {
        Awaitility.await("Cyrus's end")
                .atMost(SECONDS_TO_END, TimeUnit.SECONDS)
                .until(() -> !master.isAlive() && started.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        stop();
        Programs.delete(folder);
    }
}
