package mailroom.camel.mailbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderKey;
import org.junit.jupiter.api.Test;

class LostFoldersTest {

    private static final FolderKey OLD = new FolderKey("sales", "Old", 7);

    private final LostFolders lost = new LostFolders("sales", new FolderCursors(null) {
        @Override
        public List<FolderCursor> folders(String mailbox) {
            return List.of(new FolderCursor(OLD, 9, 9, Optional.empty()));
        }
    });

    @Test
    void aFolderThatIsListedNoLongerIsLost() {
        lost.listed(Set.of("New"), true);
        assertThat(lost.besides("New")).containsExactly(OLD);
    }

    @Test
    void noFolderIsLostWhileLinesOfTheListMayBeMissing() {
        lost.listed(Set.of("New"), false);
        assertThat(lost.besides("New")).isEmpty();
    }
}
