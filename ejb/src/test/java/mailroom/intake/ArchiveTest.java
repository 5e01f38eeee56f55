package mailroom.intake;

import java.nio.file.Path;
import mailroom.archive.ArchiveFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Has an empty archive with its ledger for each test. */
abstract class ArchiveTest {

    @TempDir
    Path home;

    ArchiveFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ArchiveFixture(home);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }
}
