package mailroom.camel.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailroom.folder.FolderKey;
import org.junit.jupiter.api.Test;

class FolderProgressTest {

    private final FolderProgress progress = new FolderProgress(new FolderKey("sales", "INBOX", 7), 10);

    @Test
    void theCursorStaysBelowAMailThatIsMissing() {
        progress.listed(List.of(11L, 15L, 20L), 20);
        assertThat(progress.cursor()).isEqualTo(10);
        progress.done(20);
        progress.done(11);
        assertThat(progress.cursor()).isEqualTo(14);
        progress.done(15);
        assertThat(progress.cursor()).isEqualTo(20);
    }

    @Test
    void theCursorPassesUidsThatTheServerDoesNotHave() {
        progress.listed(List.of(), 5000);
        assertThat(progress.cursor()).isEqualTo(5000);
    }
}
