package mailroom.crash;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A member of a segment, as a common zstd and tar reader sees it.
 *
 * @param offset where the frame begins that holds its header
 * @param named the SHA-256 that its records name
 * @param content the SHA-256 of its bytes
 */
record SegmentMember(
        int segment, long offset, boolean isMail, String named, String content, long size, SentMails.Spot seen) {

    private static final int BLOCK = 512;
    private static final String PREFIX = "SCHILY.xattr.user.mailroom.";

    /** All members of all segments, read with nothing of Mailroom's. */
    static List<SegmentMember> all(Path archive) throws IOException {
        List<SegmentMember> members = new ArrayList<>();
        List<Path> segments;
        try (var files = Files.list(archive)) {
            segments = files.filter(file -> file.toString().endsWith(".tar.zst"))
                    .sorted()
                    .toList();
        }
        for (Path file : segments) {
            int number = Integer.parseInt(file.getFileName().toString().substring(0, 6));
            read(number, Files.readAllBytes(file), members);
        }
        return members;
    }

    private static void read(int segment, byte[] file, List<SegmentMember> members) throws IOException {
        FrameByFrame frames = new FrameByFrame(file);
        try (var tar = new TarArchiveInputStream(frames, BLOCK, BLOCK, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                long offset = frames.begin;
                Map<String, String> records = entry.getExtraPaxHeaders();
                byte[] content = tar.readAllBytes();
                members.add(new SegmentMember(
                        segment,
                        offset,
                        records.get(PREFIX + "kind").equals("MAIL"),
                        records.get(PREFIX + "sha256"),
                        SentMails.hash(content),
                        content.length,
                        new SentMails.Spot(
                                records.get(PREFIX + "mailbox"),
                                records.get(PREFIX + "folder"),
                                Long.parseLong(records.get(PREFIX + "uidvalidity")),
                                Long.parseLong(records.get(PREFIX + "uid")))));
            }
        }
    }

    /** Plain bytes, and where the frame begins that they come from. */
    private static final class FrameByFrame extends InputStream {

        private final byte[] file;
        private long begin;
        private int end;
        private InputStream frame = InputStream.nullInputStream();

        FrameByFrame(byte[] file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = frame.read(target, offset, length);
            while (count < 0 && end < file.length) {
                int size = (int) Zstd.findFrameCompressedSize(file, end);
                if (size <= 0 || size > file.length - end) {
                    throw new IOException("no frame begins at " + end);
                }
                begin = end;
                end += size;
                frame.close();
                frame = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(file, (int) begin, size));
                count = frame.read(target, offset, length);
            }
            return count;
        }

        /** Frees what the decompressor holds outside the heap. */
        @Override
        public void close() throws IOException {
            frame.close();
        }
    }
}
