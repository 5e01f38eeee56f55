package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.ArchiveFixture.mail;
import static mailroom.archive.WrittenSegment.frameOf;
import static mailroom.archive.WrittenSegment.headerFrameOf;
import static mailroom.archive.WrittenSegment.memberOf;
import static mailroom.archive.WrittenSegment.noise;
import static mailroom.archive.WrittenSegment.plainFrame;
import static mailroom.archive.WrittenSegment.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import mailroom.archive.member.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailStreamTest {

    private static final String WRONG_HASH =
            "segment 1 offset 0: the bytes do not have the hash they were stored under";

    @TempDir
    Path folder;

    private WrittenSegment segment;
    private MemberReader reader;

    @BeforeEach
    void begin() throws IOException {
        segment = new WrittenSegment(folder.resolve("1"));
    }

    @AfterEach
    void end() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    private MailStream first() throws IOException {
        reader = new MemberReader(segment.frames());
        return reader.content(reader.header(0).orElseThrow(), 0);
    }

    /** The content is another than the header promises. */
    private void addUnder(byte[] promised, byte[] content) throws IOException {
        segment.add(frameOf(new Member(Member.Kind.MAIL, idOf(promised), content.length, seen("")), content));
    }

    @Test
    void givesEachByteByItselfAndThenTheEnd() throws Exception {
        segment.mail(mail("a\u00ff\0"));
        MailStream bytes = first();
        assertThat(bytes.read()).isEqualTo('a');
        assertThat(bytes.read()).isEqualTo(0xff);
        assertThat(bytes.read()).isZero();
        assertThat(bytes.read()).isEqualTo(-1);
    }

    @Test
    void givesNothingWhereNothingIsAskedForUntilItsEnd() throws Exception {
        segment.mail(mail("ab"));
        MailStream bytes = first();
        byte[] target = new byte[4];
        assertThat(bytes.read(target, 0, 0)).isZero();
        assertThat(bytes.read(target, 1, 1)).isEqualTo(1);
        assertThat(bytes.read(target, 2, 2)).isEqualTo(1);
        assertThat(target).isEqualTo(mail("\0ab\0"));
        assertThat(bytes.read(target, 0, 0)).isEqualTo(-1);
    }

    @Test
    void saysHowManyBytesAreLeftUpToWhatAnIntHolds() throws Exception {
        segment.mail(mail("abc"));
        MailStream bytes = first();
        assertThat(bytes.available()).isEqualTo(3);
        bytes.read();
        assertThat(bytes.available()).isEqualTo(2);
        SegmentLocation at = new SegmentLocation(1, 0);
        Member huge = new Member(Member.Kind.MAIL, idOf(HELLO), Integer.MAX_VALUE + 1L, seen(""));
        assertThat(new MailStream(huge, at, null).available()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000})
    void endsWhereTheNextMemberBegins(int size) throws Exception {
        segment.mail(noise(size));
        SegmentLocation next = segment.mail(OTHER);
        assertThat(first().readAllBytes()).isEqualTo(noise(size));
        assertThat(reader.position()).isEqualTo(next.offset());
        first().drain();
        assertThat(reader.position()).isEqualTo(next.offset());
        assertThat(reader.atEnd()).isFalse();
    }

    @Test
    void failsWithItsLastByteWhereItsHashIsAnother() throws Exception {
        addUnder(OTHER, mail("abc"));
        MailStream bytes = first();
        assertThat(bytes.readNBytes(2)).isEqualTo(mail("ab"));
        assertThatThrownBy(bytes::read).isInstanceOf(DamagedMember.class).hasMessage(WRONG_HASH);
    }

    @Test
    void provesAlsoWhatWasNotRead() throws Exception {
        addUnder(OTHER, noise(100_000));
        MailStream bytes = first();
        bytes.read();
        assertThatThrownBy(bytes::drain).isInstanceOf(DamagedMember.class).hasMessage(WRONG_HASH);
    }

    @Test
    void provesAMailWithoutAnyByte() throws Exception {
        addUnder(HELLO, new byte[0]);
        MailStream bytes = first();
        assertThat(bytes.available()).isZero();
        assertThat(bytes.read()).isEqualTo(-1);
        assertThatThrownBy(bytes::drain).isInstanceOf(DamagedMember.class).hasMessage(WRONG_HASH);
    }

    @Test
    void asksNoHashOfASightingsContent() throws Exception {
        byte[] remark = mail("a remark");
        Member sighting = new Member(Member.Kind.SIGHTING, idOf(HELLO), remark.length, seen(""));
        segment.add(frameOf(sighting, remark));
        assertThat(first().readAllBytes()).isEqualTo(remark);
        assertThat(reader.position()).isEqualTo(segment.length());
    }

    @Test
    void failsWhereItsFrameHasMoreThanItsLastBlock() throws Exception {
        segment.add(headerFrameOf(memberOf(HELLO)));
        segment.add(plainFrame(Arrays.copyOf(HELLO, 513)));
        MailStream bytes = first();
        assertThatThrownBy(bytes::drain)
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("a frame is longer than its member");
    }

    @Test
    void failsWhereItsFrameHasLessThanItsLastBlock() throws Exception {
        segment.add(headerFrameOf(memberOf(HELLO)));
        segment.add(plainFrame(Arrays.copyOf(HELLO, 511)));
        MailStream bytes = first();
        assertThatThrownBy(bytes::drain)
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("the segment ends within a member");
    }
}
