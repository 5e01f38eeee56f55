package mailroom.camel.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What a relay offers in its answer to EHLO. */
record Extensions(Map<String, String> parameters) {

    private static final int MOST_DIGITS = 18;

    static Extensions of(SmtpReply ehlo) {
        Map<String, String> parameters = new TreeMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            String[] words = line.strip().toUpperCase(Locale.ROOT).split(" ", 2);
            parameters.put(words[0], words.length > 1 ? words[1] : "");
        }
        return new Extensions(parameters);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The most bytes of a mail; empty if the relay names none. */
    OptionalLong size() {
        return Optional.ofNullable(parameters.get("SIZE"))
                .filter(digits -> digits.matches("[0-9]{1," + MOST_DIGITS + "}"))
                .map(Long::parseLong)
                .filter(bytes -> bytes > 0)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    Set<String> authentication() {
        return Set.copyOf(List.of(parameters.getOrDefault("AUTH", "").split(" +")));
    }
}
