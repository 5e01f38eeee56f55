package mailroom.parse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

/** Turns raw fields into text. One reading serves display and rules, so that they cannot differ. */
public final class HeaderText {

    private static final int ADDRESSES_MAX = 100;
    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,998})>");
    private static final DecodeMonitor SILENT = DecodeMonitor.SILENT;

    private HeaderText() {}

    /** The field's body, unfolded and with encoded words decoded. */
    public static String decoded(Field field) {
        String body = unfolded(field);
        if (body.length() > Limits.FIELD_BYTES_DECODED_MAX || !body.contains("=?")) {
            return body;
        }
        return DecoderUtil.decodeEncodedWords(body, SILENT);
    }

    /** Eight-bit bytes are read as UTF-8 where they are UTF-8 (RFC 6532), as Latin-1 elsewhere. */
    private static String unfolded(Field field) {
        ByteSequence raw = field.getRaw();
        String text;
        if (raw == null) {
            text = field.getBody() == null ? "" : field.getBody();
        } else {
            byte[] bytes = raw.toByteArray();
            text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\ufffd') >= 0) {
                text = new String(bytes, StandardCharsets.ISO_8859_1);
            }
            text = text.substring(text.indexOf(':') + 1);
        }
        return text.replace("\r", "").replace("\n", "").strip();
    }

    /** The mailboxes of an address field, groups flattened; at most 100. */
    public static List<Mailbox> mailboxes(Field field) {
        String body = unfolded(field);
        if (body.length() > Limits.FIELD_BYTES_DECODED_MAX) {
            body = body.substring(0, Limits.FIELD_BYTES_DECODED_MAX);
        }
        AddressList addresses = LenientAddressParser.DEFAULT.parseAddressList(body);
        List<Mailbox> found = new ArrayList<>();
        for (Address address : addresses) {
            if (address instanceof Mailbox mailbox) {
                found.add(mailbox);
            } else if (address instanceof Group group) {
                found.addAll(group.getMailboxes());
            }
        }
        return found.size() > ADDRESSES_MAX ? found.subList(0, ADDRESSES_MAX) : found;
    }

    static String shown(Mailbox mailbox) {
        String name = mailbox.getName();
        if (name == null || name.isBlank()) {
            return mailbox.getAddress();
        }
        return DecoderUtil.decodeEncodedWords(name, SILENT) + " <" + mailbox.getAddress() + ">";
    }

    static Optional<Instant> date(Field field) {
        Optional<Instant> usual = DateField.usual(unfolded(field));
        return usual.isPresent() ? usual : lenientDate(field);
    }

    private static Optional<Instant> lenientDate(Field field) {
        if (LenientFieldParser.getParser().parse(field, SILENT) instanceof DateTimeField date
                && date.getDate() != null) {
            return Optional.of(date.getDate().toInstant());
        }
        return Optional.empty();
    }

    static List<String> messageIds(Field field, int most) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = MESSAGE_ID.matcher(unfolded(field));
        while (ids.size() < most && matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    /** Fit for a column: no control character, no half surrogate, at most that many characters. */
    static String clean(String text, int most) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
        text.codePoints()
                .limit(most)
                .map(c -> Character.isISOControl(c) ? ' ' : isHalf(c) ? '\ufffd' : c)
                .takeWhile(c -> clean.length() + Character.charCount(c) <= most)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
