package mailroom.archive.member;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.WrittenSegment.memberOf;
import static mailroom.archive.WrittenSegment.seen;
import static mailroom.archive.WrittenSegment.sightingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import mailroom.archive.WrittenSegment;
import mailroom.mail.MailId;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberHeaderTest {

    private static final int BLOCK = MemberHeader.BLOCK;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final long LARGEST_OCTAL_SIZE = 077777777777L;
    private static final String PREFIX = "SCHILY.xattr.user.mailroom.";

    private static Optional<Member> read(byte[] header) {
        return MemberHeader.read(header);
    }

    private static Member mailOf(long size, String flags) {
        return new Member(Member.Kind.MAIL, idOf(HELLO), size, seen(flags));
    }

    private static TarArchiveEntry asTarReads(Member member) throws IOException {
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(MemberHeader.of(member)))) {
            return tar.getNextEntry();
        }
    }

    @Test
    void tellsEachTarReaderTheMailsNameSizeAndTime() throws Exception {
        TarArchiveEntry entry = asTarReads(memberOf(HELLO));
        assertThat(entry.isCheckSumOK()).isTrue();
        assertThat(entry.isFile()).isTrue();
        assertThat(entry.getName()).isEqualTo(idOf(HELLO) + ".eml");
        assertThat(entry.getSize()).isEqualTo(HELLO.length);
        assertThat(entry.getMode()).isEqualTo(0600);
        assertThat(entry.getModTime()).isEqualTo(new Date(WrittenSegment.RECEIVED.getEpochSecond() * 1000));
        assertThat(entry.getExtraPaxHeaders())
                .containsEntry(PREFIX + "kind", "MAIL")
                .containsEntry(PREFIX + "sha256", idOf(HELLO).hex())
                .containsEntry(PREFIX + "mailbox", "sales")
                .containsEntry(PREFIX + "folder", "INBOX")
                .containsEntry(PREFIX + "uidvalidity", "1700000000")
                .containsEntry(PREFIX + "uid", "7")
                .containsEntry(PREFIX + "internaldate", "2023-11-14T22:13:20Z")
                .containsEntry(PREFIX + "flags", "\\Seen")
                .containsEntry(PREFIX + "received", "2026-11-26T01:12:13.500Z");
    }

    @Test
    void writesBothBlocksAsUstarOfItsOwnerOnly() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        for (int block : new int[] {0, header.length - BLOCK}) {
            assertThat(new String(header, block + 257, 8, StandardCharsets.ISO_8859_1))
                    .isEqualTo("ustar\00000");
            assertThat(new String(header, block + 100, 24, StandardCharsets.ISO_8859_1))
                    .isEqualTo("0000600\0" + "0000000\0" + "0000000\0");
        }
    }

    @Test
    void namesASightingByItsMailAndItsPlace() throws Exception {
        MailId id = idOf(HELLO);
        int where = "sales\0INBOX".hashCode();
        assertThat(asTarReads(sightingOf(id)).getName())
                .isEqualTo("sightings/%s.%08x.6553f100.7.txt".formatted(id.hex().substring(0, 16), where));
    }

    @Test
    void givesTheFileNoTimeBefore1970() throws Exception {
        Seen early = new Seen("sales", "INBOX", 1, 1, Optional.empty(), "", Instant.parse("1969-12-31T23:59:59Z"));
        Member member = new Member(Member.Kind.MAIL, idOf(HELLO), 1, early);
        assertThat(asTarReads(member).getModTime()).isEqualTo(new Date(0));
        assertThat(read(MemberHeader.of(member))).contains(member);
    }

    @Test
    void fillsAContentToAWholeBlock() {
        assertThat(MemberHeader.padding(0)).isZero();
        assertThat(MemberHeader.padding(1)).isEqualTo(511);
        assertThat(MemberHeader.padding(511)).isEqualTo(1);
        assertThat(MemberHeader.padding(512)).isZero();
        assertThat(MemberHeader.padding(513)).isEqualTo(511);
        assertThat(MemberHeader.padding((1L << 40) + 1)).isEqualTo(511);
    }

    @Test
    void readsBackWhatItWroteWhateverTheLengthOfARecordIs() {
        for (int length = 0; length < 1200; length++) {
            Member member = mailOf(HELLO.length, "f".repeat(length));
            byte[] header = MemberHeader.of(member);
            assertThat(MemberHeader.length(header)).as("flags of %d", length).contains(header.length);
            assertThat(read(header)).as("flags of %d", length).contains(member);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 8, 511, 07777777, LARGEST_OCTAL_SIZE - 1, LARGEST_OCTAL_SIZE})
    void tellsASizeOfElevenOctalDigitsInTheBlockAlone(long size) throws Exception {
        assertThat(asTarReads(mailOf(size, "")).getSize()).isEqualTo(size);
        assertThat(read(MemberHeader.of(mailOf(size, "")))).contains(mailOf(size, ""));
        assertThat(new String(MemberHeader.of(mailOf(size, "")), StandardCharsets.ISO_8859_1))
                .doesNotContain(" size=");
    }

    @Test
    void tellsALargerSizeInARecord() throws Exception {
        long larger = LARGEST_OCTAL_SIZE + 1;
        assertThat(asTarReads(mailOf(larger, "")).getSize()).isEqualTo(larger);
        assertThat(read(MemberHeader.of(mailOf(larger, "")))).contains(mailOf(larger, ""));
        assertThat(new String(MemberHeader.of(mailOf(larger, "")), StandardCharsets.ISO_8859_1))
                .contains(" size=" + larger);
    }

    @Test
    void writesAndReadsAHeaderOfTheLongestLengthAndNoLongerOne() {
        int longest = 0;
        while (MemberHeader.of(mailOf(1, "f".repeat(longest))).length < MemberHeader.LONGEST) {
            longest += 100;
        }
        while (isWritten(mailOf(1, "f".repeat(longest + 1)))) {
            longest++;
        }
        Member member = mailOf(1, "f".repeat(longest));
        byte[] header = MemberHeader.of(member);
        assertThat(header).hasSize(MemberHeader.LONGEST);
        assertThat(MemberHeader.length(header)).contains(MemberHeader.LONGEST);
        assertThat(read(header)).contains(member);
        assertThatThrownBy(() -> MemberHeader.of(mailOf(1, member.seen().flags() + "f")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the records of a member take 12800 bytes; at most 12288 are allowed");
        int records = MemberHeader.LONGEST - 2 * BLOCK;
        assertThat(MemberHeader.length(withRecords(header, records))).contains(MemberHeader.LONGEST);
        assertThat(MemberHeader.length(withRecords(header, records + 1))).isEmpty();
    }

    private static boolean isWritten(Member member) {
        try {
            MemberHeader.of(member);
            return true;
        } catch (IllegalArgumentException tooLong) {
            return false;
        }
    }

    private static byte[] withRecords(byte[] header, int length) {
        byte[] changed = header.clone();
        put(changed, SIZE_AT, "%011o".formatted(length));
        return summed(changed, 0);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** With the checksum of POSIX: the sum of all bytes, its own eight taken as spaces. */
    private static byte[] summed(byte[] header, int at) {
        put(header, at + CHECKSUM_AT, "        ");
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += header[at + i] & 0xff;
        }
        put(header, at + CHECKSUM_AT, "%06o\0 ".formatted(sum));
        return header;
    }

    @Test
    void readsASizeOfTwelveDigitsAndNotIntoTheNextField() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        put(header, SIZE_AT, "%012o".formatted(BLOCK));
        assertThat(MemberHeader.length(summed(header, 0))).contains(3 * BLOCK);
    }

    @Test
    void endsANumberAtTheFirstByteThatIsNoOctalDigit() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        put(header, SIZE_AT, "00000001000/");
        assertThat(MemberHeader.length(summed(header, 0))).contains(3 * BLOCK);
        put(header, SIZE_AT, "000000010008");
        assertThat(MemberHeader.length(summed(header, 0))).contains(3 * BLOCK);
    }

    @Test
    void countsEachByteOfABlockInItsChecksumButThoseOfTheSumItself() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        for (int i = 0; i < BLOCK; i++) {
            byte[] changed = header.clone();
            changed[i] += 1;
            boolean ofTheSum = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8;
            boolean read = i >= CHECKSUM_AT && i < CHECKSUM_AT + 6;
            assertThat(MemberHeader.length(changed).isPresent())
                    .as("byte %d", i)
                    .isEqualTo(ofTheSum && !read);
        }
        header[257] = (byte) 0xff;
        assertThat(MemberHeader.length(summed(header, 0))).isPresent();
    }

    @Test
    void refusesAFirstBlockThatIsNoExtendedHeader() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        header[TYPE_AT] = 'g';
        assertThat(MemberHeader.length(summed(header, 0))).isEmpty();
        assertThat(MemberHeader.length(new byte[BLOCK])).isEmpty();
    }

    @Test
    void refusesALastBlockThatIsNoFileOrWasChanged() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        int file = header.length - BLOCK;
        byte[] folder = header.clone();
        folder[file + TYPE_AT] = '5';
        assertThat(read(summed(folder, file))).isEmpty();
        byte[] changed = header.clone();
        changed[file] ^= 1;
        assertThat(read(changed)).isEmpty();
        assertThat(read(header)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "kind=MAIL, kind=MALE",
        "sha256=, sha257=",
        "uid=7, uid=x",
        "uidvalidity=1, uidvalidity=x",
        "uidvalidity=17, uidvaliditx=17",
        "internaldate=2023, internaldate=20x3",
        "received=2026-11, received=2026-13",
        "received=, deceived="
    })
    void refusesRecordsThatAreNotAsItWritesThem(String record, String changed) {
        assertThat(read(replaced(record, changed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"44, 00", "44, -1", "44, 02", "44, 03", "44, 43", "44, 45", "44, 99", "44, x4"})
    void refusesARecordOfAWrongLength(String length, String changed) {
        assertThat(read(replaced(length + " " + PREFIX + "mailbox", changed + " " + PREFIX + "mailbox")))
                .isEmpty();
    }

    private static byte[] replaced(String what, String by) {
        String header = new String(MemberHeader.of(memberOf(HELLO)), StandardCharsets.ISO_8859_1);
        assertThat(header).contains(what);
        assertThat(by).hasSameSizeAs(what);
        return header.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesTheDateOf1970ForNoDate() {
        assertThat(read(replaced("2023-11-14T22:13:20Z", "1970-01-01T00:00:00Z"))
                        .orElseThrow()
                        .seen()
                        .internalDate())
                .isEmpty();
        assertThat(read(replaced("2023-11-14T22:13:20Z", "1970-01-01T00:00:01Z"))
                        .orElseThrow()
                        .seen()
                        .internalDate())
                .contains(Instant.ofEpochSecond(1));
    }

    @Test
    void refusesAHeaderWhoseRecordsRunIntoItsLastBlock() {
        byte[] header = MemberHeader.of(memberOf(HELLO));
        byte[] longer = withRecords(header, header.length);
        assertThat(read(longer)).isEmpty();
        assertThat(read(Arrays.copyOf(withRecords(header, 0), header.length))).isEmpty();
    }
}
