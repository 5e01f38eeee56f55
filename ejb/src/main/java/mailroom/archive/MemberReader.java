package mailroom.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import mailroom.archive.member.Member;
import mailroom.archive.member.MemberHeader;

/** Reads the member that begins at an offset: its header, then its content, proved by its hash. */
final class MemberReader implements AutoCloseable {

    private final FrameReader frames;

    MemberReader(FrameReader frames) {
        this.frames = frames;
    }

    int segment() {
        return frames.segment();
    }

    /** Empty where the tar file ends. */
    Optional<Member> header(long offset) throws IOException {
        frames.seek(offset);
        byte[] first = new byte[MemberHeader.BLOCK];
        frames.readFully(first, 0, first.length);
        if (first[0] == 0) {
            readEnd(first);
            return Optional.empty();
        }
        int length = MemberHeader.length(first).orElseThrow(() -> damaged(offset, "no member begins here"));
        byte[] header = Arrays.copyOf(first, length);
        frames.readFully(header, first.length, length - first.length);
        return Optional.of(
                MemberHeader.read(header).orElseThrow(() -> damaged(offset, "the member's header is wrong")));
    }

    /** The content of the member whose header was read last, before another is. */
    MailStream content(Member member, long offset) {
        return new MailStream(member, new SegmentLocation(frames.segment(), offset), frames);
    }

    /** Where the next member begins, once a content was read to its end. */
    long position() {
        return frames.position();
    }

    boolean atEnd() {
        return frames.atEnd();
    }

    private void readEnd(byte[] block) throws IOException {
        frames.readFully(block, 0, block.length);
        frames.finishFrame();
    }

    private DamagedMember damaged(long offset, String reason) {
        return new DamagedMember(new SegmentLocation(frames.segment(), offset), reason);
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
