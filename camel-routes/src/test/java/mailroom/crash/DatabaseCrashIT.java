package mailroom.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database goes away under a running intake and comes back: mail waits on its server, and nobody is needed. */
@Tag("proof")
class DatabaseCrashIT extends ProofOnServers {

    private static final int CRASHES = Math.max(3, KILLS / 10);

    @Override
    CrashDatabase database() {
        return new PostgresqlForCrashes();
    }

    @Test
    void f37HealsByItselfWhenTheDatabaseCrashesInTheMiddleOfAWindow() throws Exception {
        try (CrashSite site = site("keep");
                Victim running = site.start("on")) {
            running.awaitPrinted(IntakeProcess.IN_SYNC);
            for (int crash = 0; crash < CRASHES; crash++) {
                sendToAll(2);
                ((PostgresqlForCrashes) database).crashAndReturn();
            }
            await().ignoreExceptions().atMost(Victim.LONGEST_RUN).until(() -> site.compare()
                    .isClean());
            System.out.println(CRASHES + " crashes of the database: " + site.compare());
            assertThat(running.isAlive()).isTrue();
        }
    }
}
