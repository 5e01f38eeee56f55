package mailroom.intake;

import java.io.IOException;

/** Takes exactly as many bytes as the server announced. */
abstract class AnnouncedSink implements MailSink {

    private final long announced;
    private long written;

    AnnouncedSink(long announced) {
        this.announced = announced;
    }

    long announced() {
        return announced;
    }

    @Override
    public final void write(byte[] source, int offset, int length) throws IOException {
        if (written + length > announced) {
            throw new MailSizeDiffers(announced, written + length);
        }
        put(written, source, offset, length);
        written += length;
    }

    @Override
    public final void complete() throws IOException {
        if (written != announced) {
            throw new MailSizeDiffers(announced, written);
        }
        finish();
    }

    /** The part of the mail that begins at {@code at}. */
    abstract void put(long at, byte[] source, int offset, int length) throws IOException;

    /** All of it came. */
    abstract void finish() throws IOException;
}
