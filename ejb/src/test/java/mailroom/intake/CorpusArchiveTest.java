package mailroom.intake;

import static mailroom.archive.ArchiveFixture.INBOX;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mailroom.archive.ArchiveFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "mailroom.corpus", matches = ".+")
class CorpusArchiveTest {

    @TempDir
    Path home;

    @Test
    void givesBackEveryMailOfTheCorpusAndRebuildsItsLedger() throws Exception {
        try (var files = Files.walk(Path.of(System.getProperty("mailroom.corpus")));
                var fixture = new ArchiveFixture(home)) {
            List<Path> mails = files.filter(Files::isRegularFile).sorted().toList();
            Window window = fixture.intake().open(INBOX);
            long uid = 0;
            for (Path mail : mails) {
                if (window.isFull()) {
                    fixture.intake().store(window, uid);
                    window = fixture.intake().open(INBOX);
                }
                ArchiveFixture.fill(window, ++uid, Files.readAllBytes(mail));
            }
            fixture.intake().store(window, uid);
            for (Path mail : mails) {
                byte[] bytes = Files.readAllBytes(mail);
                assertThat(fixture.read(bytes)).as("%s", mail).isEqualTo(bytes);
            }
            Set<String> before = fixture.ledger();
            fixture.loseDatabase();
            fixture.intake().take(fixture.scan(), true);
            assertThat(before).hasSize(mails.size());
            assertThat(fixture.ledger()).isEqualTo(before);
        }
    }
}
