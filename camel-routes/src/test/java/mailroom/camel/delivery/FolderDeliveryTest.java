package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.folder.FolderKey;
import mailroom.mail.Outcome;
import mailroom.routing.DeliveryAction;
import org.junit.jupiter.api.Test;

class FolderDeliveryTest extends DeliveryFixture {

    @Test
    void writesOneFileHoweverOftenItIsRepeated() throws IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(carry("file:" + folder.resolve("new one"))).isInstanceOf(Outcome.Done.class);
        }
        try (var files = Files.list(folder.resolve("new one"))) {
            assertThat(files).containsExactly(folder.resolve("new one").resolve(ID + ".eml"));
        }
        assertThat(folder.resolve("new one").resolve(ID + ".eml")).hasBinaryContent(bytes);
    }

    @Test
    void triesAgainWhereTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(carry("file:" + file)).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void filesTheMailWhereItsMailboxSawIt() {
        DERBY.database().jdbi().useHandle(handle -> {
            handle.execute("insert into folder (id, mailbox, name, uid_validity, highest_uid, highest_modseq,"
                    + " sightings, synced_at) values (1, 'other', 'INBOX', 5, 9, 0, 1, 0),"
                    + " (2, 'sales', 'INBOX', 6, 9, 0, 1, 0)");
            handle.execute("insert into sighting (folder_id, uid, mail_id, internal_date, flags)"
                    + " values (1, 3, 1, 0, ''), (2, 4, 1, 0, '')");
        });
        assertThat(courier("").carry(held(DeliveryAction.FILEINTO, "Orders"))).isInstanceOf(Outcome.Done.class);
        assertThat(filed).containsExactly(new FolderKey("sales", "INBOX", 6) + " 4 Orders");
    }

    @Test
    void cannotFileWhatHasVanished() {
        assertThat(courier("").carry(held(DeliveryAction.FILEINTO, "Orders"))).isInstanceOf(Outcome.GiveUp.class);
    }
}
