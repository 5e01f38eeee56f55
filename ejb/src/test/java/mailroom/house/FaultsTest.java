package mailroom.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each row of docs/faults.md names a test, and the tests that it names are there. */
class FaultsTest {

    private static final Path FAULTS = Path.of("").toAbsolutePath().resolveSibling("docs/faults.md");

    /** A class, a method behind it, or a method of the class before; or the name of a row of OddServersIT. */
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract))?(?:…?#(\\w+)…?)?`|\"([A-Z]\\d+ )…\"");

    private static final Pattern EXTENDED = Pattern.compile("\\bclass \\w+ extends (\\w+)");

    private final Map<String, String> tests =
            Source.tests().stream().collect(Collectors.toMap(Source::name, Source::text, String::concat));

    private static List<String> rows() {
        try {
            return Files.readAllLines(FAULTS).stream()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| row ") && !line.startsWith("| --- "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachRowNamesATest() {
        assertThat(rows())
                .isNotEmpty()
                .filteredOn(Predicate.not(row -> NAMED.matcher(row).find()))
                .isEmpty();
    }

    @Test
    void eachTestThatIsNamedIsThere() {
        List<String> missing = new ArrayList<>();
        for (String row : rows()) {
            String type = "";
            for (Matcher named = NAMED.matcher(row); named.find(); ) {
                type = named.group(1) == null ? type : named.group(1);
                if (!isThere(type, named.group(2), named.group(3))) {
                    missing.add(named.group() + " in " + row);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean isThere(String type, String method, String oddRow) {
        if (oddRow != null) {
            return tests.values().stream().anyMatch(text -> text.contains('"' + oddRow));
        }
        return tests.containsKey(type) && (method == null || hasMethod(type, method));
    }

    /** @param method its name or how that begins */
    private boolean hasMethod(String type, String method) {
        String text = tests.getOrDefault(type, "");
        Matcher extended = EXTENDED.matcher(text);
        return Pattern.compile("\\b(void|ArchRule) " + method).matcher(text).find()
                || extended.find() && hasMethod(extended.group(1), method);
    }
}
