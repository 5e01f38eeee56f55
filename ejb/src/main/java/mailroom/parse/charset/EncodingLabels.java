package mailroom.parse.charset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Finds an encoding by the label that a mail gives it. A label that the standard lacks may still be one of Java's. */
public final class EncodingLabels {

    private static final int LABEL_CHARS_MAX = 60;
    private static final Map<String, String> NAMES = names();
    private static final Map<String, Charset> JAVA_NAMES = javaNames();
    private static final Pattern NOT_LOOSE = Pattern.compile("[^a-z0-9]");
    private static final Map<String, String> LOOSE_NAMES = loose(NAMES);
    private static final Map<String, Charset> LOOSE_JAVA_NAMES = loose(JAVA_NAMES);
    private static final Map<String, Encoding> ENCODINGS = new ConcurrentHashMap<>();

    private EncodingLabels() {}

    /** Empty for a label that nobody knows. */
    public static Optional<Encoding> find(String label) {
        String key = label.strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty() || key.length() > LABEL_CHARS_MAX) {
            return Optional.empty();
        }
        return known(key, NAMES, JAVA_NAMES).or(() -> known(loose(key), LOOSE_NAMES, LOOSE_JAVA_NAMES));
    }

    private static Optional<Encoding> known(String key, Map<String, String> names, Map<String, Charset> javaNames) {
        String name = names.get(key);
        if (name != null) {
            return Optional.of(ENCODINGS.computeIfAbsent(name, EncodingLabels::encoding));
        }
        return Optional.ofNullable(javaNames.get(key)).map(EncodingLabels::ofJava);
    }

    /** Java may know a label that the standard lacks as one more name of an encoding that the standard has. */
    private static Encoding ofJava(Charset charset) {
        String name = NAMES.get(charset.name().toLowerCase(Locale.ROOT));
        return name == null ? new CharsetEncoding(charset) : ENCODINGS.computeIfAbsent(name, EncodingLabels::encoding);
    }

    /** Letters and digits only, so that {@code iso_8859_5}, {@code "KOI8-R"}, {@code x-cp866}, {@code win-1251} and {@code dos-862} are found. */
    private static String loose(String label) {
        int from = label.startsWith("charset=") ? 8 : label.startsWith("x-") ? 2 : 0;
        String loose = NOT_LOOSE.matcher(label.substring(from)).replaceAll("");
        if (loose.startsWith("dos")) {
            return "cp" + loose.substring(3);
        }
        return loose.startsWith("win1") ? "windows" + loose.substring(3) : loose;
    }

    private static <T> Map<String, T> loose(Map<String, T> names) {
        Map<String, T> loose = new HashMap<>();
        names.forEach((label, name) -> loose.putIfAbsent(loose(label), name));
        loose.remove("");
        return loose;
    }

    private static Encoding encoding(String name) {
        return switch (name) {
            case "utf-8" -> new Utf8();
            case "us-ascii" -> new Ascii();
            case "utf-16le" -> new Utf16(StandardCharsets.UTF_16LE);
            case "utf-16be" -> new Utf16(StandardCharsets.UTF_16BE);
            case "utf-7" -> new Utf7();
            case "gbk", "gb18030" -> new CharsetEncoding(Charset.forName("GB18030"), '\u20ac');
            case "hz-gb-2312" -> new HzGb2312();
            case "big5" -> new CharsetEncoding(Charset.forName("x-MS950-HKSCS"));
            case "euc-kr" -> new CharsetEncoding(Charset.forName("x-windows-949"));
            case "shift_jis" -> new CharsetEncoding(Charset.forName("windows-31j"), '\u0080');
            case "euc-jp" -> new EucJp();
            case "iso-2022-jp" -> new Iso2022Jp();
            case "iso-2022-kr", "iso-2022-cn" -> new CharsetEncoding(Charset.forName(name));
            default -> SingleByte.named(name);
        };
    }

    /** Java itself looks through its providers each time that a name is asked for which it does not know. */
    private static Map<String, Charset> javaNames() {
        Map<String, Charset> names = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            names.put(charset.name().toLowerCase(Locale.ROOT), charset);
            charset.aliases().forEach(alias -> names.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
        }
        return names;
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        try (InputStream labels = EncodingLabels.class.getResourceAsStream("labels.txt")) {
            new String(labels.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(':');
                        for (String label : line.substring(colon + 2).split(" ")) {
                            names.put(label, line.substring(0, colon));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
