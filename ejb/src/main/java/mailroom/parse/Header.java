package mailroom.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.RawText;
import mailroom.parse.field.AddressReader;
import mailroom.parse.field.EncodedWords;
import mailroom.parse.field.HeaderField;
import mailroom.parse.field.MailAddress;
import mailroom.parse.field.PlainText;
import mailroom.parse.structure.PartScan;

/** A mail's outermost header, read once for whatever is asked of it. Names of fields are the same in any case. For one thread. */
public final class Header {

    /** Has no field. */
    public static final Header EMPTY = new Header(Map.of(), RawText.LAST_RESORT, Set.of());

    private final Map<String, List<HeaderField>> fields;
    private final Encoding likely;
    private final Set<String> problems;
    private final Map<String, List<String>> texts = new HashMap<>();

    Header(Map<String, List<HeaderField>> fields, Encoding likely, Set<String> problems) {
        this.fields = fields;
        this.likely = likely;
        this.problems = problems;
    }

    /**
     * Reads no further than it needs. Never fails for what the mail holds.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static Header read(InputStream mail) throws IOException {
        HeaderFields fields = new HeaderFields(name -> true);
        PartScan scan = PartScan.header(mail, fields);
        return new Header(fields.fields(), scan.likely(), fields.problems());
    }

    /** The names of all fields in small letters, each once, in their order. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** What each field of that name says, decoded, without control characters. */
    public List<String> texts(String name) {
        String key = key(name);
        List<String> known = texts.get(key);
        return known != null ? known : read(key);
    }

    private List<String> read(String key) {
        List<String> read = new ArrayList<>(1);
        for (HeaderField field : of(key)) {
            read.add(PlainText.of(field.text(likely)));
        }
        texts.put(key, List.copyOf(read));
        return texts.get(key);
    }

    /** What each field of that name says, which holds ids. Some programs make encoded words of long ones, against the rules. */
    List<String> ids(String name) {
        List<String> ids = new ArrayList<>(1);
        for (HeaderField field : of(name)) {
            String text = PlainText.of(field.raw(likely));
            ids.add(text.startsWith("=?") ? PlainText.of(EncodedWords.decode(text, likely)) : text);
        }
        return ids;
    }

    /** What the first field of that name says, with encoded words as they stand. */
    Optional<String> firstRaw(String name) {
        List<HeaderField> all = of(name);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(PlainText.of(all.get(0).raw(likely)));
    }

    /** The addresses of all fields of that name. */
    public List<MailAddress> addresses(String name) {
        List<MailAddress> addresses = new ArrayList<>();
        for (HeaderField field : of(name)) {
            addresses.addAll(AddressReader.read(whole(field), likely));
        }
        return addresses;
    }

    /** The last address of a field that is cut may be cut too, and so be another one. */
    private String whole(HeaderField field) {
        String text = field.raw(likely);
        if (!field.isCut()) {
            return text;
        }
        int end = Math.max(text.lastIndexOf(','), text.lastIndexOf(';'));
        return text.substring(0, Math.max(0, end < 0 ? text.lastIndexOf(' ') : end));
    }

    /** What the first field of that name says, decoded. */
    public Optional<String> text(String name) {
        List<String> all = texts(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** What is left out or ambiguous. */
    Set<String> problems() {
        return problems;
    }

    private List<HeaderField> of(String name) {
        return fields.getOrDefault(key(name), List.of());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
