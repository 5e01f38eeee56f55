package mailroom.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Forms of the verbs in verbs.txt; what is a noun too counts. */
record Verbs(Set<String> forms) {

    static Verbs read() {
        Set<String> forms = new HashSet<>();
        try (InputStream words = Verbs.class.getResourceAsStream("verbs.txt")) {
            new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .forEach(word -> add(forms, word));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Verbs(forms);
    }

    private static void add(Set<String> forms, String verb) {
        char last = verb.charAt(verb.length() - 1);
        forms.addAll(Set.of(verb, verb + "s", verb + "es", verb + "ed", verb + "d", verb + last + "ed"));
        if (last == 'y') {
            String stem = verb.substring(0, verb.length() - 1);
            forms.addAll(Set.of(stem + "ies", stem + "ied"));
        }
    }

    boolean isIn(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z'-]+")).anyMatch(forms::contains);
    }
}
