package mailroom.parse.transfer;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** A transfer encoding that is being undone, piece by piece; what does not belong to it is passed over. */
public interface TransferDecoding {

    /** @param endsLine whether a line end follows the piece */
    void decode(byte[] bytes, int start, int end, boolean endsLine, ByteArrayOutputStream decoded);

    /** Whether a line looks like one of this encoding. */
    boolean isPlausible(byte[] bytes, int start, int end);

    /** The decoding that a Content-Transfer-Encoding asks for; empty where the bytes stand for themselves. */
    static Optional<TransferDecoding> named(String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> Optional.of(new Base64Decoding());
            case "quoted-printable" -> Optional.of(new QuotedPrintableDecoding());
            default -> Optional.empty();
        };
    }
}
