package mailroom.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import mailroom.archive.member.Frames;
import mailroom.archive.member.Member;
import mailroom.archive.member.Seen;
import mailroom.mail.MailId;

/** A segment's file that a test writes member by member, without a ledger. */
public final class WrittenSegment {

    static final int NUMBER = 1;
    public static final Instant RECEIVED = Instant.parse("2026-11-26T01:12:13.5Z");

    private final Path file;

    WrittenSegment(Path file) throws IOException {
        this.file = file;
        Files.createFile(file);
    }

    public static Seen seen(String flags) {
        return new Seen(
                "sales", "INBOX", 1700000000, 7, Optional.of(Instant.ofEpochSecond(1700000000)), flags, RECEIVED);
    }

    public static Member memberOf(byte[] mail) {
        return new Member(Member.Kind.MAIL, ArchiveFixture.idOf(mail), mail.length, seen("\\Seen"));
    }

    public static Member sightingOf(MailId id) {
        return new Member(Member.Kind.SIGHTING, id, 0, seen(""));
    }

    /** What does not get smaller when it is compressed, the same for the same length. */
    public static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static byte[] frameOf(Member member, byte[] content) {
        byte[] bytes = new byte[Frames.BEFORE + Frames.padded(content.length)];
        System.arraycopy(content, 0, bytes, Frames.BEFORE, content.length);
        try (Frames frames = new Frames()) {
            frames.addMail(member, bytes, Frames.BEFORE);
            return frames.take();
        }
    }

    /** One frame of bytes that need not be a member. */
    static byte[] plainFrame(byte[] bytes) {
        try (var zstd = new ZstdCompressCtx().setLevel(1).setChecksum(true)) {
            return zstd.compress(bytes);
        }
    }

    /** A frame with the header of a member alone. */
    static byte[] headerFrameOf(Member member) {
        try (Frames frames = new Frames()) {
            frames.addHeader(member);
            return frames.take();
        }
    }

    static byte[] headerOf(Member member) {
        byte[] frame = headerFrameOf(member);
        return Zstd.decompress(frame, (int) Zstd.getFrameContentSize(frame));
    }

    static byte[] endFrame() {
        try (Frames frames = new Frames()) {
            frames.addEnd();
            return frames.take();
        }
    }

    Path file() {
        return file;
    }

    long length() throws IOException {
        return Files.size(file);
    }

    SegmentLocation mail(byte[] content) throws IOException {
        return add(frameOf(memberOf(content), content));
    }

    /** Where it begins. */
    SegmentLocation add(byte[] bytes) throws IOException {
        SegmentLocation begin = new SegmentLocation(NUMBER, length());
        Files.write(file, bytes, StandardOpenOption.APPEND);
        return begin;
    }

    void flip(long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 1;
        Files.write(file, bytes);
    }

    void cutTo(long length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) length));
    }

    /** So that whoever reads the file again finds nothing of what it was. */
    void blank() throws IOException {
        Files.write(file, new byte[(int) length()]);
    }

    FrameReader frames() throws IOException {
        return new FrameReader(NUMBER, file, Long.MAX_VALUE);
    }
}
