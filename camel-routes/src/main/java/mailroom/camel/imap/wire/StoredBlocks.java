package mailroom.camel.imap.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes DEFLATE (RFC 1951) as stored blocks: commands are short, and a deflater would hold a quarter of a megabyte for
 * each connection to save a few bytes of them.
 */
final class StoredBlocks extends FilterOutputStream {

    private static final int LONGEST_BLOCK = 0xffff;
    private static final int HEADER_BYTES = 5;

    StoredBlocks(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += LONGEST_BLOCK) {
            int part = Math.min(LONGEST_BLOCK, length - done);
            byte[] block = new byte[HEADER_BYTES + part];
            block[1] = (byte) part;
            block[2] = (byte) (part >> 8);
            block[3] = (byte) ~part;
            block[4] = (byte) (~part >> 8);
            System.arraycopy(bytes, offset + done, block, HEADER_BYTES, part);
            out.write(block);
        }
    }
}
