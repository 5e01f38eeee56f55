package mailroom.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.RawText;
import mailroom.parse.field.EncodedWords;
import mailroom.parse.field.HeaderField;
import mailroom.parse.field.PlainText;
import mailroom.parse.structure.FieldSink;
import mailroom.parse.structure.Limits;

/** Keeps the fields of a header within limits. The fields that everybody needs are kept whatever stands before them. */
final class HeaderFields implements FieldSink {

    /** Those that are to be there once (RFC 5322, 3.6; RFC 2045, 3). */
    private static final Set<String> ONCE =
            Set.of("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "content-type");

    private static final Set<String> NEEDED = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "content-type",
            "list-id",
            "return-path",
            "auto-submitted");
    /** As many of one name are kept where the limits for all are passed. */
    private static final int NEEDED_OF_ONE_NAME_MAX = 10;

    private static final List<String> WITH_WORDS = List.of("subject", "from", "to");

    private static final int PROBLEMS_MAX = 20;

    private final Predicate<String> asked;
    private final Map<String, List<HeaderField>> fields = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private int count;
    private long bytes;
    private boolean isGuess;

    /** @param asked takes a name in small letters */
    HeaderFields(Predicate<String> asked) {
        this.asked = asked;
    }

    @Override
    public boolean wants(String key) {
        return asked.test(key);
    }

    @Override
    public void field(HeaderField field) {
        List<HeaderField> same = fields.getOrDefault(field.key(), List.of());
        boolean full = count >= Limits.HEADER_FIELDS_MAX || bytes >= Limits.HEADER_BYTES_MAX;
        if (full && (!NEEDED.contains(field.key()) || same.size() >= NEEDED_OF_ONE_NAME_MAX)) {
            problems.add("the header has more than " + Limits.HEADER_FIELDS_MAX + " fields or "
                    + Limits.HEADER_BYTES_MAX / (1024 * 1024) + " MiB; fields behind that are left out");
            return;
        }
        if (field.isCut()) {
            tooLong(field.name());
        }
        if (same.size() == 1 && ONCE.contains(field.key())) {
            problems.add("the field " + field.name() + " is there more than once");
        }
        keep(field);
    }

    private void keep(HeaderField field) {
        fields.computeIfAbsent(field.key(), key -> new ArrayList<>(1)).add(field);
        count++;
        bytes += field.value().length;
        isGuess |= RawText.isGuess(field.value());
    }

    /** Rules see no more of it either. */
    @Override
    public void tooLong(String name) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(
                    "the field " + PlainText.cut(name, 80) + " is cut at " + Limits.FIELD_BYTES_MAX / 1024 + " KiB");
        }
    }

    @Override
    public void noField() {
        problems.add("a line of the header is no field; it is passed over");
    }

    /** Of fields that are kept whatever is asked, so that the answer is the same for everybody. */
    @Override
    public Optional<Encoding> named() {
        for (String name : WITH_WORDS) {
            for (HeaderField field : fields.getOrDefault(name, List.of())) {
                Optional<Encoding> encoding = EncodedWords.firstEncoding(field);
                if (encoding.isPresent()) {
                    return encoding;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean needsTextEncoding() {
        return isGuess;
    }

    Map<String, List<HeaderField>> fields() {
        return fields;
    }

    Set<String> problems() {
        return problems;
    }
}
