package mailroom.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each table is written by the classes of one package, its owner; others call them. It is read from the SQL in the sources
 * of all modules.
 */
class TableOwnersTest {

    /** It is written by the batch engine itself, as all of its tables are, and by nobody else. */
    private static final String WRITTEN_BY_JBERET_ONLY = "partition_execution";

    private static final Path MIGRATIONS =
            Path.of("").toAbsolutePath().resolveSibling("ejb/src/main/resources/mailroom/database");

    private static final Pattern CREATED = Pattern.compile("(?i)create table (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    /** The group is empty where the table's name is put together at run time. */
    private static final Pattern WRITE = Pattern.compile(
            "\\b(?:insert\\s+into|delete\\s+from|merge\\s+into|truncate\\s+table|update(?=\\s+\\w+\\s+set\\b|\\s+\\w*$))\\s+(\\w*)");

    private static Map<String, Set<String>> writers() {
        Map<String, Set<String>> writers = new TreeMap<>();
        for (Source source : Source.all()) {
            String code = COMMENT.matcher(source.text()).replaceAll("");
            Matcher literal = LITERAL.matcher(CONCATENATION.matcher(code).replaceAll(""));
            while (literal.find()) {
                Matcher write = WRITE.matcher(literal.group(1).toLowerCase(Locale.ROOT));
                while (write.find()) {
                    writers.computeIfAbsent(write.group(1), table -> new TreeSet<>())
                            .add(source.packageName());
                }
            }
        }
        return writers;
    }

    private static Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher created = CREATED.matcher(Files.readString(file));
                while (created.find()) {
                    tables.add(created.group(1));
                }
            }
        }
        return tables;
    }

    @Test
    void aTableIsWrittenByOnePackage() {
        Map<String, Set<String>> many = writers();
        many.values().removeIf(packages -> packages.size() == 1);
        assertThat(many).isEmpty();
    }

    /** What a statement writes can be read where the statement stands, and nothing is overlooked here. */
    @Test
    void everyTableHasAWriter() throws IOException {
        Set<String> written = new TreeSet<>(writers().keySet());
        written.add(WRITTEN_BY_JBERET_ONLY);
        assertThat(written).isEqualTo(tables());
    }
}
