package mailroom.settings.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.settings.Secret;

/** Resolves {@code ${ENV_NAME}} and {@code ${file:/path}}; a secret itself may not stand in the file. */
final class SecretReference {

    private static final System.Logger LOG = System.getLogger(SecretReference.class.getName());
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern FILE = Pattern.compile("\\$\\{file:(/[^}]+)}");
    private static final int LONGEST_SECRET = 16 * 1024;

    private final Function<String, String> environment;

    SecretReference(Function<String, String> environment) {
        this.environment = environment;
    }

    Secret resolve(String reference) {
        Matcher variable = VARIABLE.matcher(reference);
        if (variable.matches()) {
            return fromEnvironment(variable.group(1));
        }
        Matcher file = FILE.matcher(reference);
        if (file.matches()) {
            return fromFile(file.group(1));
        }
        throw new IllegalArgumentException(
                "a secret may not stand in the file; allowed are ${ENV_NAME} and ${file:/path}");
    }

    private Secret fromEnvironment(String name) {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return new Secret(value);
    }

    private static Secret fromFile(String name) {
        String value = content(name);
        return new Secret(value, () -> laterContent(name), value);
    }

    /** As {@link #resolve}, for what changes by itself: a new value in its file is no change of the settings. */
    Secret resolveChanging(String reference) {
        Secret secret = resolve(reference);
        Matcher file = FILE.matcher(reference);
        return file.matches() ? new Secret(secret.reveal(), () -> laterContent(file.group(1)), reference) : secret;
    }

    private static Optional<String> laterContent(String name) {
        try {
            return Optional.of(content(name));
        } catch (IllegalArgumentException unusable) {
            LOG.log(System.Logger.Level.WARNING, "{0}; the secret that it held before is used", unusable.getMessage());
            return Optional.empty();
        }
    }

    private static String content(String name) {
        try {
            Path path = Path.of(name);
            if (Files.size(path) > LONGEST_SECRET) {
                throw new IllegalArgumentException("the file " + name + " is longer than " + LONGEST_SECRET + " bytes");
            }
            if (readableByOthers(path)) {
                throw new IllegalArgumentException("the file " + name + " is readable by everybody; chmod 600 it");
            }
            String value = Files.readString(path).strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("the file " + name + " is empty");
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file " + name + " cannot be read", e);
        }
    }

    private static boolean readableByOthers(Path path) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException noPosix) {
            return false;
        }
    }
}
