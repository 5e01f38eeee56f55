package mailroom.intake;

import java.io.IOException;

/**
 * Takes the bytes of one mail as they arrive, in any pieces. Only {@link #complete} makes the mail part of its window;
 * closed without it the mail is not taken.
 */
public interface MailSink extends AutoCloseable {

    /** @throws MailSizeDiffers if more bytes come than were announced */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** @throws MailSizeDiffers if fewer bytes came than were announced */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
