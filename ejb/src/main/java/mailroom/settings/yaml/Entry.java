package mailroom.settings.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file while it is read: each key that is asked for is known, each other one is a problem at its line.
 * A value that is missing or of the wrong kind is a problem too and reads as empty.
 */
final class Entry {

    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    Entry(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        node.getValue().forEach(tuple -> {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (keys.containsKey(key.getValue())) {
                    problems.add(key, path(key.getValue()), "stands here twice");
                }
                keys.put(key.getValue(), key);
                values.put(key.getValue(), tuple.getValueNode());
            } else {
                problems.add(tuple.getKeyNode(), path, "a key must be a word");
            }
        });
    }

    static Optional<Entry> of(Node node, String path, Problems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Entry(mapping, path, problems));
        }
        problems.add(node, path, "must be a mapping of keys to values");
        return Optional.empty();
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void wrong(String key, String message) {
        problems.add(values.getOrDefault(key, node), path(key), message);
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    boolean isMapping(String key) {
        return value(key).filter(MappingNode.class::isInstance).isPresent();
    }

    private Optional<Node> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> !isNull(value));
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return Optional.of(scalar.getValue().strip());
            }
            problems.add(value, path(key), "must be one value in one line, and not empty");
            return Optional.empty();
        });
    }

    /** A problem if it is missing. */
    Optional<String> required(String key) {
        if (value(key).isEmpty()) {
            problems.add(node, path(key), "is missing");
            return Optional.empty();
        }
        return text(key);
    }

    int number(String key, int otherwise, int least, int most) {
        return text(key)
                .flatMap(text -> {
                    Optional<Integer> number = text.matches("\\d{1,9}")
                            ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                            : Optional.empty();
                    if (number.isEmpty()) {
                        wrong(key, "must be a whole number from " + least + " to " + most);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** Reads a value by a function that throws IllegalArgumentException with what is allowed. */
    <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                wrong(key, e.getMessage());
                return Optional.empty();
            }
        });
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue());
            } else {
                problems.add(item, path(key), "must be a list of words, as in [\"one\", \"two\"]");
            }
        }
        return texts;
    }

    List<Entry> entries(String key) {
        List<Entry> entries = new ArrayList<>();
        for (Node item : items(key)) {
            of(item, path(key) + "[" + entries.size() + "]", problems).ifPresent(entries::add);
        }
        return entries;
    }

    private List<Node> items(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof SequenceNode sequence) {
                        return sequence.getValue();
                    }
                    problems.add(
                            value,
                            path(key),
                            "must be a list, as in [\"one\", \"two\"] or one line for each with - before it");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** The mappings below a mapping, by their names. */
    Map<String, Entry> named(String key) {
        Map<String, Entry> named = new LinkedHashMap<>();
        entry(key)
                .ifPresent(entry -> entry.values.forEach((name, value) -> {
                    entry.known.add(name);
                    of(value, entry.path(name), problems).ifPresent(child -> named.put(name, child));
                }));
        return named;
    }

    Optional<Entry> entry(String key) {
        return value(key).flatMap(value -> of(value, path(key), problems));
    }

    /** To be called after all keys were read. */
    void refuseUnknown() {
        keys.forEach((key, where) -> {
            if (!known.contains(key)) {
                problems.add(
                        where,
                        path(key),
                        "is not known here; allowed are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
    }
}
