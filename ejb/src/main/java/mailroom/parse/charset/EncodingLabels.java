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

/** Finds an encoding by the label that a mail gives it. A label that the standard lacks may still be one of Java's. */
public final class EncodingLabels {

    private static final int LABEL_CHARS_MAX = 60;
    private static final Map<String, String> NAMES = names();
    private static final Map<String, Charset> JAVA_NAMES = javaNames();
    private static final Map<String, Encoding> ENCODINGS = new ConcurrentHashMap<>();

    private EncodingLabels() {}

    /** Empty for a label that nobody knows. */
    public static Optional<Encoding> find(String label) {
        String key = label.strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty() || key.length() > LABEL_CHARS_MAX) {
            return Optional.empty();
        }
        String name = NAMES.get(key);
        if (name != null) {
            return Optional.of(ENCODINGS.computeIfAbsent(name, EncodingLabels::encoding));
        }
        return ofJava(key);
    }

    private static Encoding encoding(String name) {
        return switch (name) {
            case "utf-8" -> new CharsetEncoding(StandardCharsets.UTF_8);
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

    private static Optional<Encoding> ofJava(String label) {
        return Optional.ofNullable(JAVA_NAMES.get(label)).map(CharsetEncoding::new);
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
