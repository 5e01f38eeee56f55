package mailroom.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import mailroom.database.Database;
import mailroom.incident.Incidents.Incident;
import org.junit.jupiter.api.Test;

/** How incidents are kept, on each database. */
abstract class IncidentsContract {

    private static final Instant THEN = Instant.parse("2026-11-01T10:00:00Z");

    private final Optional<String> mailbox =
            Optional.of(UUID.randomUUID().toString().replace("-", ""));

    abstract Database database();

    private Incidents at(Instant now) {
        return new Incidents(database(), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void oneCauseIsOneIncidentWhoseCountGrows() {
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "INBOX", "UID 1");
        at(THEN.plusSeconds(60)).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "INBOX", "UID 2", 40);

        Incident one = at(THEN).latest(1).get(0);
        assertThat(one.count()).isEqualTo(41);
        assertThat(one.at()).isEqualTo(THEN);
        assertThat(one.lastAt()).isEqualTo(THEN.plusSeconds(60));
        assertThat(one.message()).isEqualTo("UID 2");
    }

    @Test
    void anotherFolderKindOrMailboxIsAnotherIncident() {
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "INBOX", "m");
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "Sent", "m");
        at(THEN).recordAgain(IncidentKind.MAIL_REPLACED, mailbox, "INBOX", "m");
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, Optional.empty(), "INBOX " + mailbox.get(), "m");
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, Optional.empty(), "INBOX " + mailbox.get(), "m");

        assertThat(at(THEN).latest(4)).extracting(Incident::count).containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void whatComesBackAfterLongIsNewAgain() {
        at(THEN).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "INBOX", "first");
        Instant later = THEN.plus(Incidents.STAYS_OPEN).plusSeconds(1);
        at(later).recordAgain(IncidentKind.SIZE_DIFFERS, mailbox, "INBOX", "again");

        assertThat(at(later).latest(2)).extracting(Incident::message).containsExactly("again", "first");
    }
}
