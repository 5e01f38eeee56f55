package mailroom.mail;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that hangs on a mail: a file, or another mail.
 *
 * @param part where in the mail it is, as IMAP numbers parts (RFC 9051, 6.4.5.1): {@code 2.1} is within {@code 2}; empty if
 *     that was not noted
 * @param type of its content, such as {@code application/pdf}; empty if that was not noted
 * @param name as the sender wrote it, never to be used as a path; of an attached mail without one the subject, else the type
 */
public record AttachedFile(String part, String type, String name) {

    private static final char BETWEEN = '\t';

    /** How a column holds it; none of the three has a control character. */
    public String line() {
        return part + BETWEEN + type + BETWEEN + name;
    }

    /** @param column lines of {@link #line()}, or of names alone as they were kept once; null for none */
    static List<AttachedFile> of(String column) {
        return column == null || column.isEmpty()
                ? List.of()
                : Stream.of(column.split("\n")).map(AttachedFile::ofLine).toList();
    }

    private static AttachedFile ofLine(String line) {
        String[] fields = line.split("\t", 3);
        return fields.length == 3 ? new AttachedFile(fields[0], fields[1], fields[2]) : new AttachedFile("", "", line);
    }
}
