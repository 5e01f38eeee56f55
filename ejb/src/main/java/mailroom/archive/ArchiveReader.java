package mailroom.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import mailroom.archive.member.Member;
import mailroom.mail.MailId;

/** Reads mails one after the other; a stream is valid until the next is opened. For one thread. */
public final class ArchiveReader implements AutoCloseable {

    private final SegmentFiles files;
    private MemberReader segment;

    ArchiveReader(SegmentFiles files) {
        this.files = files;
    }

    /**
     * @throws DamagedMember if not exactly this mail lies there, at once or with the last bytes
     * @throws ArchiveHeld if the segment's file is missing, as in an archive that is not mounted
     */
    public InputStream open(SegmentLocation at, MailId expected) throws IOException {
        Member member = segment(at).header(at.offset()).orElseThrow(() -> new DamagedMember(at, "the segment ends"));
        if (member.kind() != Member.Kind.MAIL || !member.id().equals(expected)) {
            throw new DamagedMember(at, "another member lies there than mail " + expected);
        }
        MailStream content = segment.content(member, at.offset());
        if (member.size() == 0) {
            content.drain();
        }
        return content;
    }

    /**
     * As {@link #open}, but what looks damaged is read a second time from the file itself: bytes read ahead may be those
     * of a window that was rolled back since.
     */
    public <T> T read(SegmentLocation at, MailId expected, Reading<T> reading) throws IOException {
        try {
            return once(at, expected, reading);
        } catch (DamagedMember e) {
            close();
            return once(at, expected, reading);
        }
    }

    private <T> T once(SegmentLocation at, MailId expected, Reading<T> reading) throws IOException {
        try (InputStream bytes = open(at, expected)) {
            return reading.of(bytes);
        }
    }

    /** What is made of a mail's bytes; it may leave the rest unread. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(InputStream bytes) throws IOException;
    }

    private MemberReader segment(SegmentLocation at) throws IOException {
        if (segment == null || segment.segment() != at.segment()) {
            close();
            if (!Files.exists(files.file(at.segment()))) {
                throw new ArchiveHeld("segment " + at.segment() + " is not in " + files.folder()
                        + ": mount the archive or put the file back; nothing is marked until then");
            }
            segment = new MemberReader(new FrameReader(at.segment(), files.file(at.segment()), Long.MAX_VALUE));
        }
        return segment;
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }
}
