package mailroom.camel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mailroom.camel.payload.Payload;
import mailroom.settings.Secret;

/**
 * Proves to a webhook that a call is Mailroom's and not an old one: HMAC-SHA256 (RFC 2104) over the seconds since 1970, a
 * full stop and the body, as {@code t=<seconds>,v1=<hexadecimal digits>}.
 */
final class Signature {

    static final String HEADER = "Mailroom-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BUFFER_BYTES = 16 << 10;

    private Signature() {}

    /** Reads the payload once. */
    static String of(Payload payload, Secret secret, Instant now) throws IOException {
        try (InputStream body = payload.source().open()) {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
            mac.update((now.getEpochSecond() + ".").getBytes(UTF_8));
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                mac.update(buffer, 0, read);
            }
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
