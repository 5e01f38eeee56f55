package mailroom.intake;

import static mailroom.archive.ArchiveFixture.INBOX;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What mails take on disk, as a share of their bytes. */
class SegmentSizeTest extends ArchiveTest {

    private static final String[] WORDS =
            "the quarterly invoice of our customer comes with this shipment before you meet at work".split(" ");

    private final Random random = new Random(1);

    @Test
    void writesAnAttachmentThatCannotBeCompressedWithoutWhatBase64AddedToIt() throws Exception {
        byte[] attachment = new byte[60_000];
        random.nextBytes(attachment);
        assertThat(share(text(3_000) + "\r\n" + Base64.getMimeEncoder().encodeToString(attachment)))
                .isLessThan(0.77);
    }

    @Test
    void writesASmallMailOfRepeatedWordsInAThirdOfItsBytes() throws Exception {
        assertThat(share(text(4_000))).isLessThan(0.34);
    }

    private double share(String mail) throws Exception {
        byte[] bytes = mail.getBytes(StandardCharsets.US_ASCII);
        fixture.store(INBOX, 1, bytes);
        return Files.size(fixture.segment(1)) / (double) bytes.length;
    }

    private String text(int length) {
        return random.ints(length / 5, 0, WORDS.length)
                .mapToObj(word -> WORDS[word])
                .collect(Collectors.joining(" ", "Subject: words\r\n\r\n", "\r\n"));
    }
}
