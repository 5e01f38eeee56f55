package mailroom.camel.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailroom.RememberedMeters;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.GivenUpMessages;

/** A reception that never waits long, for tests of listeners. */
public final class Receptions {

    private Receptions() {}

    /** @param kinds gets the kind of each incident */
    public static Reception keepingIn(List<String> kinds) {
        DatabaseWait always = new DatabaseWait(null, null) {
            @Override
            public <T> T through(java.util.function.Supplier<T> work) {
                return work.get();
            }
        };
        Incidents incidents = new Incidents(null) {
            @Override
            public void record(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
                kinds.add(kind.word());
            }
        };
        GivenUpMessages givenUp = new GivenUpMessages(null, null, null) {
            @Override
            public long keep(IncidentKind kind, String reason, Content message) {
                kinds.add(kind.word());
                return kinds.size();
            }
        };
        List<Duration> pauses = List.of(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
        return new Reception(always, new ServerStop(), givenUp, incidents, new RememberedMeters(), pauses);
    }
}
