package mailroom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FolderKeyTest {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 0xffff_ffffL);

    @Test
    void isAnotherOneEachTimeItsUidsMeanOtherMailsAndKeepsWhatTheServerAnnounces() {
        FolderKey again = INBOX.again();
        assertThat(again).isNotEqualTo(INBOX).isNotEqualTo(again.again());
        assertThat(INBOX.announcedUidValidity()).isEqualTo(0xffff_ffffL);
        assertThat(again.again().announcedUidValidity()).isEqualTo(0xffff_ffffL);
        assertThat(again.uidValidity()).isEqualTo((1L << 40) + 0xffff_ffffL);
    }

    @Test
    void hasAPlaceAsideForEachTimeThatAUidWasGivenToAnotherMail() {
        assertThat(INBOX.aside(0).uidValidity()).isEqualTo(FolderKey.ASIDE + 0xffff_ffffL);
        assertThat(INBOX.aside(2).uidValidity()).isEqualTo(3 * FolderKey.ASIDE + 0xffff_ffffL);
        assertThat(INBOX.aside(FolderKey.MOST_ASIDE - 1).uidValidity()).isPositive();
    }
}
