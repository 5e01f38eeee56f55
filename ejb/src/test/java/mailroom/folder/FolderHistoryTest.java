package mailroom.folder;

import java.nio.file.Path;
import mailroom.archive.ArchiveFixture;

class FolderHistoryTest extends FolderHistoryContract {

    @Override
    ArchiveFixture fixture(Path home) {
        return new ArchiveFixture(home);
    }
}
