package mailroom.settings.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a text is not YAML, at the line where it is to be mended: a quote that is not closed is noticed at the next quote or
 * at the end of the file, and was opened before that.
 */
record YamlProblem(int line, String message) {

    private static final String AT_THE_END = "stream end";
    private static final String QUOTED_OR_COMMENT = "\"[^\"]*\"|'[^']*'|(?<=^|\\s)#.*";
    private static final String IN_QUOTES = "quoted scalar";

    static YamlProblem of(MarkedYamlEngineException e, String yaml) {
        int noticed = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        boolean inQuotes = e.getContext() != null && e.getContext().contains(IN_QUOTES);
        OptionalInt opened = oddQuotes(yaml, noticed);
        if (inQuotes && e.getContextMark().isPresent()) {
            int context = e.getContextMark().get().getLine() + 1;
            int first = Math.min(context, opened.orElse(context));
            return new YamlProblem(
                    first, "is not YAML: a quote that opens in this line is not closed, noticed at line " + noticed);
        }
        if (opened.isPresent()) {
            return new YamlProblem(
                    opened.getAsInt(),
                    "is not YAML: a quote of this line seems not to be closed; at line " + noticed + ": "
                            + e.getProblem());
        }
        OptionalInt bracket = openBracket(yaml);
        if (bracket.isPresent() && String.valueOf(e.getProblem()).contains(AT_THE_END)) {
            return new YamlProblem(
                    bracket.getAsInt(), "is not YAML: a bracket of this line is not closed up to the file's end");
        }
        return new YamlProblem(noticed, "is not YAML: " + e.getProblem());
    }

    /** The first line up to there with an odd number of quotes of a kind. */
    private static OptionalInt oddQuotes(String yaml, int last) {
        List<String> lines = yaml.lines().limit(last).toList();
        return IntStream.range(0, lines.size())
                .filter(index -> isOdd(lines.get(index)))
                .map(index -> index + 1)
                .findFirst();
    }

    /** The line of the last bracket that is not closed; quotes are even here. */
    private static OptionalInt openBracket(String yaml) {
        Deque<Integer> open = new ArrayDeque<>();
        List<String> lines = yaml.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String bare = lines.get(line).replaceAll(QUOTED_OR_COMMENT, "");
            for (char each : bare.toCharArray()) {
                if (each == '[' || each == '{') {
                    open.push(line + 1);
                } else if (each == ']' || each == '}') {
                    open.poll();
                }
            }
        }
        return open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(open.peek());
    }

    private static boolean isOdd(String line) {
        char open = 0;
        for (int index = 0; index < line.length(); index++) {
            char each = line.charAt(index);
            boolean afterBlank = index == 0 || " \t[{,:".indexOf(line.charAt(index - 1)) >= 0;
            if (open == '"' && each == '\\') {
                index++;
            } else if (open == each) {
                open = 0;
            } else if (open == 0 && each == '#' && afterBlank) {
                return false;
            } else if (open == 0 && (each == '"' || each == '\'') && afterBlank) {
                open = each;
            }
        }
        return open != 0;
    }
}
