package mailroom.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import mailroom.database.Database;
import org.jdbi.v3.core.Handle;

/** What happened within a day, as lines of text. */
@ApplicationScoped
public class DayFigures {

    private final Database database;

    DayFigures() {
        this(null);
    }

    @Inject
    public DayFigures(Database database) {
        this.database = database;
    }

    String ofTheDayBefore(Instant end) {
        long since = end.minus(Duration.ofDays(1)).toEpochMilli();
        return database.jdbi().withHandle(handle -> """
                In the last 24 hours:
                mails taken in: %d
                deliveries failed: %d
                notifications and redirects accepted: %d
                recipients failed: %d
                recipients uncertain: %d
                incidents: %d
                """.formatted(
                count(handle, "select count(*) from mail where received_at >= :since", since),
                count(handle, "select count(*) from delivery where state = 'FAILED' and settled_at >= :since", since),
                count(handle, "select count(*) from submission where created_at >= :since", since),
                count(handle, "select count(*) from recipient where state = 'FAILED' and settled_at >= :since", since),
                count(
                        handle,
                        "select count(*) from recipient where state = 'UNCERTAIN' and settled_at >= :since",
                        since),
                count(handle, "select count(*) from incident where happened_at >= :since", since)));
    }

    private static long count(Handle handle, String query, long since) {
        return handle.createQuery(query).bind("since", since).mapTo(Long.class).one();
    }
}
