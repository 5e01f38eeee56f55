package mailroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import mailroom.MovableClock;
import mailroom.hold.HeldByAnother;
import mailroom.hold.HomeHold;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One server holds a database until it lets go or is silent for the lease. */
abstract class DatabaseHoldContract {

    final MovableClock clock = new MovableClock("2026-03-01T00:00:00Z");

    abstract Database database();

    @BeforeEach
    void nobody() {
        database().jdbi().useHandle(handle -> handle.execute("update server_hold set holder = '', seen_at = 0"));
    }

    @Test
    void theSecondIsToldWhoHasIt() {
        hold("one", 11).take();
        assertThatThrownBy(() -> hold("two", 22).take())
                .isInstanceOf(HeldByAnother.class)
                .hasMessageContaining("host h-one, process 11, home /home/one, since 20")
                .hasMessageContaining("last heard of");
    }

    @Test
    void theSameHomeTakesUpItsOwnAtOnce() {
        hold("one", 11).take();
        assertThatCode(() -> hold("one", 12).take()).doesNotThrowAnyException();
    }

    @Test
    void whatWasLetGoIsFreeAtOnce() {
        DatabaseHold one = hold("one", 11);
        one.take();
        one.letGo();
        assertThatCode(() -> hold("two", 22).take()).doesNotThrowAnyException();
    }

    @Test
    void oneThatWasSuspendedTooLongFindsThatItLostTheDatabase() {
        DatabaseHold one = hold("one", 11);
        one.take();
        beSilent();
        assertThat(one.isCertain()).isFalse();
        DatabaseHold two = hold("two", 22);
        two.take();
        assertThatThrownBy(one::beat).isInstanceOf(HeldByAnother.class).hasMessageContaining("host h-two, process 22");
        one.letGo();
        assertThatCode(two::beat).doesNotThrowAnyException();
        assertThat(two.isCertain()).isTrue();
    }

    @Test
    void beatsKeepIt() {
        DatabaseHold one = hold("one", 11);
        one.take();
        beSilent();
        one.beat();
        assertThatThrownBy(() -> hold("two", 22).take()).isInstanceOf(HeldByAnother.class);
    }

    /** For the whole lease, by whichever clock counts. */
    private void beSilent() {
        clock.pass(DatabaseHold.LEASE.plusSeconds(1));
        database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update server_hold set seen_at = seen_at - ?", DatabaseHold.LEASE.toMillis() + 1000));
    }

    private DatabaseHold hold(String name, long pid) {
        var holder = new HomeHold.Holder("h-" + name, pid, "/home/" + name, Instant.parse("2026-03-01T00:00:00Z"));
        return new DatabaseHold(database().jdbi(), database().dialect(), name, holder, clock);
    }
}
