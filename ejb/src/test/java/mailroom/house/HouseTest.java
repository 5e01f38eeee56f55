package mailroom.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that can be read from the sources of all modules.
 */
class HouseTest {

    private static final int FILES_OF_A_PACKAGE_MAX = 25;
    private static final int LINES_OF_A_FILE_MAX = 300;

    private final List<Source> sources = Source.all();

    @Test
    void noPackageHasMoreThan25Files() {
        Map<String, Integer> large = new TreeMap<>();
        byPackage().forEach((name, files) -> {
            if (files.size() > FILES_OF_A_PACKAGE_MAX) {
                large.put(name, files.size());
            }
        });
        assertThat(large).isEmpty();
    }

    private Map<String, List<Source>> byPackage() {
        return sources.stream().collect(Collectors.groupingBy(Source::packageName));
    }

    @Test
    void noTwoClassesHaveTheSameName() {
        Map<String, Long> names = sources.stream()
                .filter(source -> !source.isPackageInfo())
                .collect(Collectors.groupingBy(Source::name, Collectors.counting()));
        assertThat(keysAbove(names)).isEmpty();
    }

    private static Set<String> keysAbove(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noFileHasMoreThan300Lines() {
        List<Source> all = new ArrayList<>(sources);
        all.addAll(Source.tests());
        assertThat(all)
                .filteredOn(source -> source.lines() > LINES_OF_A_FILE_MAX)
                .isEmpty();
    }

    @Test
    void eachPackageSaysWhatItIs() {
        Set<String> silent = new TreeSet<>();
        byPackage().forEach((name, files) -> {
            if (files.stream().noneMatch(Source::isPackageInfo)) {
                silent.add(name);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void eachCommentEndsAsASentence() {
        List<String> halves = new ArrayList<>();
        for (Source source : sources) {
            source.comments().stream()
                    .filter(comment -> !comment.text().matches("(?s).*[.!?][\"')]?"))
                    .forEach(comment -> halves.add(source + ":" + comment.line() + " " + comment.text()));
        }
        assertThat(halves).isEmpty();
    }

    /** An approximation of a whole sentence: one of its words is a form of a verb that verbs.txt has. */
    @Test
    void eachCommentHasAVerb() {
        Verbs verbs = Verbs.read();
        List<String> halves = new ArrayList<>();
        for (Source source : sources) {
            source.comments().stream()
                    .filter(comment -> !verbs.isIn(comment.text()))
                    .forEach(comment -> halves.add(source + ":" + comment.line() + " " + comment.text()));
        }
        assertThat(halves).isEmpty();
    }
}
