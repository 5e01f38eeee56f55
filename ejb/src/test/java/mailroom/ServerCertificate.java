package mailroom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that vouches for itself, made with the JDK's keytool.
 *
 * @param certificate a PEM file; trusted by whoever takes it as its authority
 * @param key a PEM file, not encrypted
 * @param context of a server that shows it
 */
public record ServerCertificate(Path certificate, Path key, SSLContext context) {

    private static final String PASSWORD = "changeit";
    private static final int VALID_DAYS = 10;
    private static final long LONGEST_COMMAND_SECONDS = 60;

    /** For 127.0.0.1. */
    public static ServerCertificate valid(Path folder) throws IOException {
        return make(folder, "ip:127.0.0.1", "-1d");
    }

    /** For 127.0.0.1. */
    public static ServerCertificate expired(Path folder) throws IOException {
        return make(folder, "ip:127.0.0.1", "-" + 2 * VALID_DAYS + "d");
    }

    public static ServerCertificate ofAnotherHost(Path folder) throws IOException {
        return make(folder, "dns:other.example.com", "-1d");
    }

    private static ServerCertificate make(Path parent, String subject, String startDate) throws IOException {
        Path folder = Files.createTempDirectory(parent, "certificate");
        Path store = folder.resolve("keys.p12");
        run(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=" + subject,
                        "-startdate",
                        startDate,
                        "-validity",
                        Integer.toString(VALID_DAYS),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new ServerCertificate(
                    pem(folder, "CERTIFICATE", keys.getCertificate("server").getEncoded()),
                    pem(
                            folder,
                            "PRIVATE KEY",
                            keys.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                    context(keys));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate made by keytool cannot be read", e);
        }
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Path pem(Path folder, String kind, byte[] bytes) throws IOException {
        String text = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(
                        kind,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes));
        return Files.writeString(folder.resolve(kind.toLowerCase().replace(' ', '-') + ".pem"), text);
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path printed = folder.resolve("keytool.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed: " + Files.readString(printed));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted in keytool", e);
        }
    }
}
