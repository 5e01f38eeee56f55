package mailroom.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailroom.mail.AttachedFile;
import mailroom.mail.MessageIdKey;
import mailroom.parse.field.AddressReader;
import mailroom.parse.field.DateReader;
import mailroom.parse.field.DateReading;
import mailroom.parse.field.MailAddress;
import mailroom.parse.field.MessageIds;
import mailroom.parse.field.PlainText;
import mailroom.parse.structure.PartList;

/** Makes of a header and a list of parts what the ledger keeps, cut to its columns. What does not fit is named. */
final class MetadataReading {

    private static final int TEXT_LONGEST = 1000;
    private static final int LIST_LONGEST = 4000;
    private static final int FILES_LONGEST = 8000;
    private static final int IDS_MAX = 1000;

    private final Header header;
    private final PartList parts;
    private final List<String> problems = new ArrayList<>();

    MetadataReading(Header header, PartList parts) {
        this.header = header;
        this.parts = parts;
    }

    Metadata metadata() {
        problems.addAll(header.problems());
        problems.addAll(parts.problems());
        return new Metadata(
                header.ids("Message-ID").stream()
                        .findFirst()
                        .flatMap(MessageIds::one)
                        .map(id -> cut("Message-ID", id, MessageIdKey.ID_CHARS_MAX)),
                header.text("Subject").map(subject -> cut("Subject", subject, TEXT_LONGEST)),
                addresses("From", TEXT_LONGEST),
                addresses("To", LIST_LONGEST),
                date(),
                ids("In-Reply-To").stream().findFirst().map(id -> PlainText.cut(id, TEXT_LONGEST)),
                fitting("References", ids("References"), LIST_LONGEST, id -> id),
                parts.count(),
                fitting("attachments", parts.files(), FILES_LONGEST, AttachedFile::line),
                problem());
    }

    private String cut(String what, String text, int most) {
        if (text.length() > most) {
            problems.add(what + ": the first " + most + " of " + text.length() + " characters are kept");
        }
        return PlainText.cut(text, most);
    }

    private List<String> addresses(String name, int longest) {
        List<MailAddress> all = header.addresses(name);
        if (all.size() > AddressReader.ADDRESSES_MAX) {
            problems.add(name + ": more than " + AddressReader.ADDRESSES_MAX + " addresses; those behind are left out");
        }
        List<String> shown = new ArrayList<>();
        for (MailAddress address : all.subList(0, Math.min(all.size(), AddressReader.ADDRESSES_MAX))) {
            String text = address.shown(TEXT_LONGEST - 1);
            if (!text.isEmpty()) {
                shown.add(text);
            }
        }
        return fitting(name, shown, longest, text -> text);
    }

    private List<String> ids(String name) {
        List<String> ids = new ArrayList<>();
        for (String text : header.ids(name)) {
            ids.addAll(MessageIds.references(text, IDS_MAX));
        }
        return ids;
    }

    private Optional<Instant> date() {
        Optional<DateReading> reading = header.firstRaw("Date").map(DateReader::read);
        reading.flatMap(DateReading::problem).ifPresent(problem -> problems.add("Date: " + problem));
        return reading.flatMap(DateReading::moment);
    }

    /** A list is one column, joined by line feeds. */
    private <T> List<T> fitting(String what, List<T> items, int longest, Function<T, String> line) {
        List<T> fitting = new ArrayList<>();
        int length = 0;
        for (T item : items) {
            int more = line.apply(item).length() + 1;
            if (length + more <= longest) {
                length += more;
                fitting.add(item);
            }
        }
        if (fitting.size() < items.size()) {
            problems.add(what + ": " + fitting.size() + " of " + items.size() + " are listed");
        }
        return fitting;
    }

    /** To be asked last. */
    private Optional<String> problem() {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(PlainText.cut(PlainText.of(String.join("; ", problems)), TEXT_LONGEST));
    }
}
