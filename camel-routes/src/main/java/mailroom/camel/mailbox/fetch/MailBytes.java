package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import mailroom.archive.Hashes;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.intake.MailSink;

/** The bytes of one mail on their way into a window, or past it; hashed where they are compared with what came before. */
final class MailBytes extends OutputStream {

    private final MailSink sink;
    private final MailFacts facts;
    private final long length;
    private final MessageDigest digest;
    private Bytes bytes;

    private MailBytes(MailSink sink, MailFacts facts, long length, MessageDigest digest) {
        this.sink = sink;
        this.facts = facts;
        this.length = length;
        this.digest = digest;
    }

    /** @param hashed a window hashes its mails itself; only what is compared is hashed here too */
    static MailBytes into(MailSink sink, MailFacts facts, long length, boolean hashed) {
        return new MailBytes(sink, facts, length, hashed ? Hashes.sha256() : null);
    }

    /** Nothing but their hash is kept. */
    static MailBytes passedOver(MailFacts facts, long length) {
        return new MailBytes(null, facts, length, Hashes.sha256());
    }

    MailFacts facts() {
        return facts;
    }

    long length() {
        return length;
    }

    boolean isKept() {
        return sink != null;
    }

    /** Of what was hashed, when all of it came. */
    Bytes bytes() {
        if (bytes == null) {
            bytes = new Bytes(length, ByteBuffer.wrap(digest.digest()));
        }
        return bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (digest != null) {
            digest.update(bytes, offset, count);
        }
        if (sink == null) {
            return;
        }
        try {
            sink.write(bytes, offset, count);
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
    }

    /** Makes the mail part of its window. */
    void complete() throws StoreProblem {
        try {
            sink.complete();
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
    }

    /** Without {@link #complete} the mail is not part of its window. */
    @Override
    public void close() throws IOException {
        if (sink != null) {
            sink.close();
        }
    }
}
