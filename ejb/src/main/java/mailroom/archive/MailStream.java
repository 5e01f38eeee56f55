package mailroom.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import mailroom.archive.member.Member;
import mailroom.archive.member.MemberHeader;

/** A member's exact bytes. The read that would return the last of them fails if the hash does not match. */
final class MailStream extends InputStream {

    private static final int SKIP_BUFFER = 64 * 1024;

    private final Member member;
    private final SegmentLocation at;
    private final FrameReader frames;
    private final MessageDigest digest = Hashes.sha256();
    private long left;

    MailStream(Member member, SegmentLocation at, FrameReader frames) {
        this.member = member;
        this.at = at;
        this.frames = frames;
        this.left = member.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int count = frames.read(target, offset, (int) Math.min(length, left));
        digest.update(target, offset, count);
        left -= count;
        if (left == 0) {
            finish();
        }
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** Reads what is left and proves it. */
    void drain() throws IOException {
        if (member.size() == 0) {
            finish();
            return;
        }
        byte[] buffer = new byte[(int) Math.min(SKIP_BUFFER, Math.max(1, left))];
        while (left > 0) {
            read(buffer, 0, buffer.length);
        }
    }

    private void finish() throws IOException {
        int padding = MemberHeader.padding(member.size());
        frames.readFully(new byte[padding], 0, padding);
        frames.finishFrame();
        if (member.kind() == Member.Kind.MAIL && !member.id().matches(digest.digest())) {
            throw new DamagedMember(at, "the bytes do not have the hash they were stored under");
        }
    }
}
