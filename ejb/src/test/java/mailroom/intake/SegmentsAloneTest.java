package mailroom.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.ODD;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.ArchiveFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mailroom.archive.ArchiveFixture;
import mailroom.archive.DamagedMember;
import mailroom.archive.LedgerMissing;
import mailroom.archive.Scanned;
import mailroom.archive.SegmentLocation;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Segments say by themselves what is in them: to rebuild-ledger, to standard tools, and where they are damaged. */
class SegmentsAloneTest extends ArchiveTest {

    @Test
    void holdsWhereSegmentsExistThatTheDatabaseDoesNotKnow() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        byte[] before = Files.readAllBytes(fixture.segment(1));
        fixture.loseDatabase();
        assertThatThrownBy(() -> fixture.intake().open(INBOX))
                .isInstanceOf(LedgerMissing.class)
                .hasMessageContaining("rebuild-ledger");
        assertThat(Files.readAllBytes(fixture.segment(1))).isEqualTo(before);
        assertThat(fixture.segment(2)).doesNotExist();
    }

    @Test
    void rebuildsTheSameLedgerFromTheSegmentsAlone() throws Exception {
        fixture.close();
        fixture = new ArchiveFixture(home, 1000);
        FolderKey support = new FolderKey("support", "INBOX", 3);
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        fixture.store(support, 4, HELLO, ODD.get(2));
        fixture.store(INBOX, 7, HELLO, HELLO, OTHER);
        Set<String> before = fixture.ledger();
        assertThat(fixture.segment(2)).exists();
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), false);
        assertThat(fixture.count("further_routing")).isEqualTo(2);
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(fixture.count("further_routing")).isZero();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(fixture.store(INBOX, 10, mail("next"))).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.count("incident")).isZero();
    }

    @Test
    void namesADamagedMemberAndFindsTheOnesBehindIt() throws Exception {
        fixture.store(INBOX, 1, HELLO, ODD.get(5), OTHER);
        Scanned.Found second = fixture.found().get(1);
        flipByte(second.at().offset() + 200);
        assertThatThrownBy(() -> fixture.read(ODD.get(5)))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("segment 1 offset");
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.count("mail")).isEqualTo(2);
        assertThat(fixture.count("incident")).isEqualTo(1);
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX).highestUid())
                .as("the damaged mail is fetched again")
                .isEqualTo(1);
        fixture.store(INBOX, 2, ODD.get(5));
        assertThat(fixture.read(ODD.get(5))).isEqualTo(ODD.get(5));
    }

    @Test
    void neverServesAnotherMailThanTheOneAskedFor() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        SegmentLocation at = fixture.found().get(0).at();
        assertThatThrownBy(() -> fixture.archive().open(at, idOf(OTHER))).isInstanceOf(DamagedMember.class);
    }

    @Test
    void letsStandardToolsReadOpenAndSealedSegments() throws Exception {
        Assumptions.assumeTrue(hasProgram("zstd") && hasProgram("tar"), "tar and zstd are needed");
        fixture.close();
        fixture = new ArchiveFixture(home, 1000);
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        fixture.store(INBOX, 7, HELLO, ODD.get(1));
        for (int segment = 1; segment <= 2; segment++) {
            Process tar = new ProcessBuilder(
                            "tar", "--zstd", "-xf", fixture.segment(segment).toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(tar.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEmpty();
            assertThat(tar.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(tar.exitValue()).isZero();
        }
        for (byte[] mail : ODD) {
            assertThat(Files.readAllBytes(home.resolve(idOf(mail) + ".eml"))).isEqualTo(mail);
        }
        assertThat(Files.readAllBytes(home.resolve(idOf(HELLO) + ".eml"))).isEqualTo(HELLO);
        try (var sightings = Files.list(home.resolve("sightings"))) {
            assertThat(sightings).hasSize(1);
        }
    }

    private void flipByte(long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(fixture.segment(1));
        bytes[(int) offset] ^= 1;
        Files.write(fixture.segment(1), bytes);
    }

    private static boolean hasProgram(String name) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!found && Boolean.getBoolean("mailroom.servers.required")) {
            throw new AssertionError(name + " is required");
        }
        return found;
    }
}
