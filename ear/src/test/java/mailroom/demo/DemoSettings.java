package mailroom.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mailroom.RunningMailroom;

/** Puts the demo's mailroom.yaml, scripts and secrets (in the environment) where Mailroom looks for them. */
final class DemoSettings {

    private static final List<String> RULES = List.of("sales.sieve", "support.sieve");
    private static final String ADDITIONS = """
            <server description="What the demo adds: a queue of an application, and the Admin Center">
              <include location="admin-center.xml"/>
              <messagingEngine id="defaultME"><queue id="orders"/></messagingEngine>
            </server>
            """;

    private DemoSettings() {}

    static void write(RunningMailroom mailroom, DemoMailServer mailServer, DemoWebhook webhook) throws IOException {
        Path drop = Files.createDirectories(mailroom.home().resolveSibling("drop"));
        for (String script : RULES) {
            mailroom.rules(script, resource("rules/" + script));
        }
        mailServer
                .passwords()
                .forEach((user, password) -> mailroom.with("DEMO_" + user.toUpperCase() + "_PASSWORD", password));
        mailroom.local(ADDITIONS)
                .settings(resource("mailroom.yaml")
                        .replace("@imap@", Integer.toString(mailServer.imapPort()))
                        .replace("@smtp@", Integer.toString(mailServer.smtpPort()))
                        .replace("@webhook@", Integer.toString(webhook.port()))
                        .replace("@drop@", drop.toAbsolutePath().toString()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream bytes = DemoSettings.class.getResourceAsStream("/demo/" + name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
