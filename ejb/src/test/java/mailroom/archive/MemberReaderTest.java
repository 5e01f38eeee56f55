package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.WrittenSegment.endFrame;
import static mailroom.archive.WrittenSegment.frameOf;
import static mailroom.archive.WrittenSegment.headerFrameOf;
import static mailroom.archive.WrittenSegment.headerOf;
import static mailroom.archive.WrittenSegment.memberOf;
import static mailroom.archive.WrittenSegment.plainFrame;
import static mailroom.archive.WrittenSegment.seen;
import static mailroom.archive.WrittenSegment.sightingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import mailroom.archive.member.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberReaderTest {

    private static final int BLOCK = 512;

    @TempDir
    Path folder;

    private WrittenSegment segment;
    private MemberReader reader;

    @BeforeEach
    void begin() throws IOException {
        segment = new WrittenSegment(folder.resolve("1"));
        reader = new MemberReader(segment.frames());
    }

    @AfterEach
    void end() throws IOException {
        reader.close();
    }

    @Test
    void readsTheHeaderOfAnyMemberAndThenItsContent() throws Exception {
        segment.mail(HELLO);
        SegmentLocation second = segment.mail(OTHER);
        SegmentLocation third = segment.add(frameOf(sightingOf(idOf(HELLO)), new byte[0]));
        assertThat(reader.segment()).isEqualTo(WrittenSegment.NUMBER);
        assertThat(reader.header(third.offset())).contains(sightingOf(idOf(HELLO)));
        reader.content(sightingOf(idOf(HELLO)), third.offset()).drain();
        assertThat(reader.position()).isEqualTo(segment.length());
        assertThat(reader.atEnd()).isTrue();
        assertThat(reader.header(second.offset())).contains(memberOf(OTHER));
        assertThat(reader.content(memberOf(OTHER), second.offset()).readAllBytes())
                .isEqualTo(OTHER);
        assertThat(reader.position()).isEqualTo(third.offset());
        assertThat(reader.atEnd()).isFalse();
    }

    @Test
    void readsAHeaderOfTheLongestLength() throws Exception {
        Member longest = new Member(Member.Kind.MAIL, idOf(HELLO), HELLO.length, seen("f".repeat(10_500)));
        segment.add(frameOf(longest, HELLO));
        assertThat(reader.header(0)).contains(longest);
        assertThat(reader.content(longest, 0).readAllBytes()).isEqualTo(HELLO);
    }

    @Test
    void findsNoMemberWhereTheTarFileEnds() throws Exception {
        SegmentLocation end = segment.add(endFrame());
        segment.mail(HELLO);
        assertThat(reader.header(end.offset())).isEmpty();
        assertThat(reader.position()).isEqualTo(endFrame().length);
        assertThat(reader.atEnd()).isFalse();
    }

    @Test
    void refusesAnEndOfFewerOrMoreThanTwoBlocks() throws Exception {
        segment.add(plainFrame(new byte[2 * BLOCK + 1]));
        SegmentLocation less = segment.add(plainFrame(new byte[2 * BLOCK - 1]));
        assertThatThrownBy(() -> reader.header(0))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("a frame is longer than its member");
        assertThatThrownBy(() -> reader.header(less.offset()))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("the segment ends within a member");
    }

    @Test
    void namesThePlaceWhereNoMemberBegins() throws Exception {
        segment.mail(HELLO);
        SegmentLocation other = segment.add(headerFrameOf(memberOf(HELLO)));
        segment.add(plainFrame(new byte[] {1}));
        byte[] block = new byte[BLOCK];
        block[0] = 1;
        SegmentLocation none = segment.add(plainFrame(block));
        assertThat(reader.header(other.offset())).isPresent();
        assertThatThrownBy(() -> reader.header(none.offset()))
                .isInstanceOf(DamagedMember.class)
                .hasMessage("segment 1 offset %d: no member begins here", none.offset());
    }

    @Test
    void namesThePlaceOfAHeaderThatIsWrong() throws Exception {
        segment.mail(OTHER);
        byte[] header = headerOf(memberOf(HELLO));
        header[header.length - 1] ^= 1;
        SegmentLocation wrong = segment.add(plainFrame(header));
        assertThatThrownBy(() -> reader.header(wrong.offset()))
                .isInstanceOf(DamagedMember.class)
                .hasMessage("segment 1 offset %d: the member's header is wrong", wrong.offset());
    }

    @Test
    void namesThePlaceOfAContentWhoseHashIsWrong() throws Exception {
        segment.mail(HELLO);
        SegmentLocation wrong =
                segment.add(frameOf(new Member(Member.Kind.MAIL, idOf(HELLO), OTHER.length, seen("")), OTHER));
        Member member = reader.header(wrong.offset()).orElseThrow();
        assertThatThrownBy(() -> reader.content(member, wrong.offset()).drain())
                .isInstanceOf(DamagedMember.class)
                .hasMessageStartingWith(wrong.toString());
    }

    @Test
    void readsNothingOnceItIsClosed() throws Exception {
        segment.mail(HELLO);
        reader.close();
        assertThatThrownBy(() -> reader.header(0)).isInstanceOf(IllegalStateException.class);
    }
}
