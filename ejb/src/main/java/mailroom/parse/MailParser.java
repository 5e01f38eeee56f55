package mailroom.parse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.MimeConfig;

/** One streaming pass over a mail's bytes; memory does not grow with the mail. */
public final class MailParser {

    static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(Limits.LINE_BYTES_MAX)
            .setMaxHeaderLen(Limits.FIELD_BYTES_MAX)
            .setMaxHeaderCount(Limits.HEADER_FIELDS_MAX)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    private MailParser() {}

    /**
     * Never fails for what the mail holds: a problem is part of the answer.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static Metadata parse(InputStream mail) throws IOException {
        Deadline deadline = new Deadline();
        MetadataCollector collector = new MetadataCollector(deadline);
        MimeStreamParser parser = new MimeStreamParser(
                CONFIG,
                DecodeMonitor.SILENT,
                new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        parser.setContentHandler(collector);
        parser.setContentDecoding(false);
        Bytes bytes = new Bytes(mail, deadline);
        try {
            parser.parse(bytes);
            return collector.metadata(Optional.empty());
        } catch (MimeException e) {
            return collector.metadata(Optional.of(e.getMessage()));
        } catch (IOException e) {
            if (bytes.failure != null) {
                throw bytes.failure;
            }
            return collector.metadata(Optional.of("not readable: " + e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return collector.metadata(Optional.of("not readable: " + e));
        }
    }

    /** Tells a failure of the archive apart from a complaint of the parser, which comes as the same type. */
    private static final class Bytes extends FilterInputStream {

        private final Deadline deadline;
        private IOException failure;

        Bytes(InputStream in, Deadline deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                deadline.check();
            } catch (TooComplex e) {
                throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
            }
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
