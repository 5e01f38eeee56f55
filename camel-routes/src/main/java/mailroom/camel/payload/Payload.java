package mailroom.camel.payload;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is handed over at once.
 *
 * @param part counts the attachments of a mail from 1; 0 for the whole mail
 * @param contentType nothing but a type that can stand in a header
 * @param fileName made by us, of nothing that could be a path
 * @param size in bytes
 */
public record Payload(int part, String contentType, String fileName, long size, Source source) {

    /** Can be read again and again. */
    @FunctionalInterface
    public interface Source {

        /** From the first byte on; to be closed. */
        InputStream open() throws IOException;
    }

    /** The exact bytes of a mail are its payload. */
    public static Payload raw(String id, long size, Source source) {
        return new Payload(0, "message/rfc822", id + ".eml", size, source);
    }

    /** No content of a mail gets into a log by accident. */
    @Override
    public String toString() {
        return fileName;
    }
}
