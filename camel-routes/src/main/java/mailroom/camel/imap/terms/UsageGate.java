package mailroom.camel.imap.terms;

import java.io.IOException;

/** What a connection asks before it uses its server, and tells afterwards. */
public interface UsageGate {

    UsageGate FREE = new UsageGate() {};

    /** Waits until a command may be sent. */
    default void command() throws IOException {}

    /** Refuses where no further mail may be downloaded for now; never asked in the middle of a mail. */
    default void mails() throws IOException {}

    /** So many bytes came, as they were on the wire below TLS. */
    default void received(int bytes) {}

    /** The connection has ended; once. */
    default void ended() {}
}
