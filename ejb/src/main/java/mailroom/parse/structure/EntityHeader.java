package mailroom.parse.structure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.EncodingLabels;
import mailroom.parse.charset.RawText;
import mailroom.parse.field.HeaderField;
import mailroom.parse.field.Parameters;
import mailroom.parse.field.PlainText;
import mailroom.parse.transfer.QuotedPrintableDecoding;
import mailroom.parse.transfer.TransferDecoding;

/** What the header of a mail or a part says of its content. Of two fields of one name the first that says something counts. */
final class EntityHeader implements FieldSink {

    private static final String TYPE = "content-type";
    private static final String DISPOSITION = "content-disposition";
    private static final String ENCODING = "content-transfer-encoding";
    private static final String SUBJECT = "subject";
    private static final Set<String> FIELDS = Set.of(TYPE, DISPOSITION, ENCODING, SUBJECT);
    private static final Pattern QUOTED_PARAMETER = Pattern.compile(";\\s*[\\w*]{1,40}=3D");
    private static final int NAME_CHARS_MAX = 1_000;

    private final Map<String, HeaderField> fields = new HashMap<>(8);
    private Optional<Boolean> namesBoundary = Optional.empty();
    private Parameters type = Parameters.NONE;
    private Parameters disposition = Parameters.NONE;

    @Override
    public boolean wants(String key) {
        return FIELDS.contains(key);
    }

    @Override
    public void field(HeaderField field) {
        HeaderField before = fields.get(field.key());
        if (before == null || isBlank(before)) {
            fields.put(field.key(), field);
            namesBoundary = Optional.empty();
        }
    }

    private static boolean isBlank(HeaderField field) {
        for (byte b : field.value()) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Undoes quoted-printable in fields that a parameter in them shows to be in it: {@code name=3Da.pdf}. */
    void unquote() {
        fields.replaceAll((key, field) -> {
            String text = new String(field.value(), StandardCharsets.ISO_8859_1);
            return QUOTED_PARAMETER.matcher(text).find()
                    ? new HeaderField(
                            field.name(), key, QuotedPrintableDecoding.decodeAll(field.value()), field.isCut())
                    : field;
        });
    }

    /** @param likely the encoding of bytes that nothing else explains */
    void understand(Encoding likely) {
        type = parameters(TYPE, likely);
        Optional<Encoding> own = charset();
        if (own.isPresent()) {
            type = parameters(TYPE, own.get());
        }
        disposition = parameters(DISPOSITION, own.orElse(likely));
    }

    private Parameters parameters(String name, Encoding likely) {
        HeaderField field = fields.get(name);
        return field == null ? Parameters.NONE : Parameters.read(field, likely);
    }

    /** @param otherwise where the header names none */
    String type(String otherwise) {
        if (type.value().isEmpty()) {
            return otherwise;
        }
        int slash = type.value().indexOf('/');
        boolean two = slash > 0
                && slash == type.value().lastIndexOf('/')
                && slash < type.value().length() - 1;
        return two
                ? type.value()
                : typical(slash < 0 ? type.value() : type.value().substring(0, slash));
    }

    /** What a type is where nothing tells of which kind. */
    private static String typical(String type) {
        return switch (type) {
            case "multipart" -> "multipart/mixed";
            case "application", "audio", "font", "image", "model", "video" -> "application/octet-stream";
            default -> "text/plain";
        };
    }

    Optional<byte[]> boundary(Encoding likely) {
        return Optional.ofNullable(fields.get(TYPE))
                .flatMap(field -> Parameters.boundary(field, likely))
                .map(EntityHeader::withoutBlanksAtItsEnd)
                .filter(bytes -> bytes.length > 0);
    }

    @Override
    public boolean namesBoundary() {
        if (namesBoundary.isEmpty()) {
            namesBoundary = Optional.of(boundary(RawText.LAST_RESORT).isPresent());
        }
        return namesBoundary.get();
    }

    private static byte[] withoutBlanksAtItsEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** Only one that says how bytes are to be read that are no UTF-8. */
    Optional<Encoding> charset() {
        return type.get("charset")
                .map(EntityHeader::firstWord)
                .flatMap(EncodingLabels::find)
                .filter(Encoding::explainsBytes);
    }

    boolean isAttachment() {
        return disposition.value().equals("attachment");
    }

    Optional<String> fileName() {
        return name(disposition.get("filename")).or(() -> name(type.get("name")));
    }

    private static Optional<String> name(Optional<String> given) {
        return given.map(name -> PlainText.cut(PlainText.of(name), NAME_CHARS_MAX))
                .filter(name -> !name.isEmpty());
    }

    Optional<String> subject(Encoding likely) {
        return Optional.ofNullable(fields.get(SUBJECT))
                .map(field -> PlainText.cut(PlainText.of(field.text(likely)), NAME_CHARS_MAX))
                .filter(subject -> !subject.isEmpty());
    }

    Optional<TransferDecoding> decoding(Encoding likely) {
        HeaderField field = fields.get(ENCODING);
        return field == null ? Optional.empty() : TransferDecoding.named(firstWord(field.raw(likely)));
    }

    /** Up to a blank, a comment or a semicolon; quotes do not belong to it. */
    private static String firstWord(String field) {
        String text = field.replace("\"", "");
        int end = 0;
        while (end < text.length() && " \t\n\u000b\f\r(;".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
