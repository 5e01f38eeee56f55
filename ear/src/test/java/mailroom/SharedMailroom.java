package mailroom;

import java.io.IOException;

/**
 * The one server of those tests that ask it and leave it as it was. The first that asks for it starts it, and it runs until their
 * JVM ends: {@link OneServerIT} runs them in one.
 */
final class SharedMailroom {

    private static final String CONSOLES = """
            <server description="An administrator's additions">
              <include location="admin-center.xml"/>
            </server>
            """;

    private static RunningMailroom mailroom;
    private static GreylistingRelay relay;
    private static String loggedAtStart;

    private SharedMailroom() {}

    /** It listens on all addresses, has the Admin Center, and sends to {@link #relay}. */
    static synchronized RunningMailroom running() throws IOException {
        if (mailroom == null) {
            relay = new GreylistingRelay();
            mailroom = RunningMailroom.unpacked("shared")
                    .with("MAILROOM_HOST", "0.0.0.0")
                    .with("MAILROOM_SUBMISSION_FIRST_PAUSE", "PT2S")
                    .local(CONSOLES)
                    .settings("""
                            relays:
                              default:
                                server: smtp://127.0.0.1:%d
                                from: "Mailroom <mailroom@example.org>"
                            """.formatted(relay.port()))
                    .start();
            loggedAtStart = mailroom.logged();
        }
        return mailroom;
    }

    static synchronized GreylistingRelay relay() {
        return relay;
    }

    /** What it had logged when it was ready. */
    static synchronized String loggedAtStart() {
        return loggedAtStart;
    }
}
