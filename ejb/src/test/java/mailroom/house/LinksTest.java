package mailroom.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for people: what README.md and docs name is where they say. */
class LinksTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\]]+)\\]: (\\S+)$");
    private static final Pattern CLASS = Pattern.compile("\\[([A-Z]\\w+)\\](?![(:\\[])");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|#.*");

    /** One page in Markdown; what stands in it as code is no link. */
    private record Page(Path file, String text) {

        static Page read(Path file) {
            try {
                return new Page(file, CODE.matcher(Files.readString(file)).replaceAll(""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Set<String> found(Pattern pattern, int group) {
            return pattern.matcher(text)
                    .results()
                    .map(match -> match.group(group))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Those to files of the project, without the place within the file. */
        Set<String> links() {
            return Stream.concat(found(LINK, 1).stream(), found(DEFINITION, 2).stream())
                    .filter(link -> !ELSEWHERE.matcher(link).matches())
                    .map(link -> link.replaceFirst("#.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        boolean reaches(String link) {
            return Files.exists(file.resolveSibling(link));
        }

        @Override
        public String toString() {
            return PROJECT.relativize(file).toString();
        }
    }

    private final List<Page> pages = pages();

    private static List<Page> pages() {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachLinkLeadsToAFile() {
        List<String> dead = new ArrayList<>();
        for (Page page : pages) {
            page.links().stream().filter(link -> !page.reaches(link)).forEach(link -> dead.add(page + " " + link));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void eachClassInBracketsHasALink() {
        List<String> loose = new ArrayList<>();
        for (Page page : pages) {
            Set<String> defined = page.found(DEFINITION, 1);
            page.found(CLASS, 1).stream()
                    .filter(name -> !defined.contains(name))
                    .forEach(name -> loose.add(page + " " + name));
        }
        assertThat(loose).isEmpty();
    }

    /** A class that has another name now would keep its old one on the page. */
    @Test
    void eachLinkOfAClassNameLeadsToThatClass() {
        List<String> others = new ArrayList<>();
        for (Page page : pages) {
            DEFINITION
                    .matcher(page.text())
                    .results()
                    .filter(match -> match.group(2).endsWith(".java"))
                    .filter(match -> !match.group(2).endsWith("/" + match.group(1) + ".java"))
                    .forEach(match -> others.add(page + " " + match.group(1)));
        }
        assertThat(others).isEmpty();
    }
}
