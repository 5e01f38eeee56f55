package mailroom.archive.member;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mailroom.mail.MailId;

/**
 * The tar header of a member with its pax extended header (POSIX.1-2017, pax, "pax Interchange Format"). The records
 * are named as extended attributes, {@code SCHILY.xattr.user.mailroom.*}: every tar reads past them in silence, and
 * {@code tar --xattrs} restores them beside the mail.
 */
public final class MemberHeader {

    public static final int BLOCK = 512;
    /** The most bytes a header takes: two ustar blocks and the records of the longest folder name and flags. */
    static final int LONGEST = 12 * 1024;

    private static final String PREFIX = "SCHILY.xattr.user.mailroom.";
    private static final String KIND = PREFIX + "kind";
    private static final String SHA256 = PREFIX + "sha256";
    private static final String MAILBOX = PREFIX + "mailbox";
    private static final String FOLDER = PREFIX + "folder";
    private static final String UIDVALIDITY = PREFIX + "uidvalidity";
    private static final String UID = PREFIX + "uid";
    private static final String INTERNALDATE = PREFIX + "internaldate";
    private static final String FLAGS = PREFIX + "flags";
    private static final String RECEIVED = PREFIX + "received";
    private static final long LARGEST_OCTAL_SIZE = 0_77777777777L;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private MemberHeader() {}

    static byte[] of(Member member) {
        byte[] records = records(member);
        var header = new ByteArrayOutputStream(3 * BLOCK + records.length);
        String name = name(member);
        long seconds = Math.max(0, member.seen().received().getEpochSecond());
        header.writeBytes(ustar("PaxHeaders/" + member.id().hex(), records.length, seconds, 'x'));
        header.writeBytes(records);
        header.writeBytes(new byte[padding(records.length)]);
        header.writeBytes(ustar(name, Math.min(member.size(), LARGEST_OCTAL_SIZE), seconds, '0'));
        if (header.size() > LONGEST) {
            throw new IllegalArgumentException(
                    "the records of a member take " + header.size() + " bytes; at most " + LONGEST + " are allowed");
        }
        return header.toByteArray();
    }

    /** Zero bytes that fill a content's last block. */
    public static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** The length of a whole header whose first block this is; empty if it is none of ours. */
    public static Optional<Integer> length(byte[] firstBlock) {
        if (firstBlock[156] != 'x' || !checksumHolds(firstBlock, 0)) {
            return Optional.empty();
        }
        long records = octal(firstBlock, 124, 12);
        long length = 2L * BLOCK + records + padding(records);
        return length <= LONGEST ? Optional.of((int) length) : Optional.empty();
    }

    /** Reads a whole header; empty if its blocks or records are not as they are written here. */
    public static Optional<Member> read(byte[] header) {
        int records = (int) octal(header, 124, 12);
        int file = header.length - BLOCK;
        if (!checksumHolds(header, file) || header[file + 156] != '0') {
            return Optional.empty();
        }
        try {
            return Optional.of(member(parse(header, BLOCK, records), octal(header, file + 124, 12)));
        } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException | DateTimeException bad) {
            return Optional.empty();
        }
    }

    private static Member member(Map<String, String> records, long octalSize) {
        long size = records.containsKey("size") ? Long.parseLong(records.get("size")) : octalSize;
        Seen seen = new Seen(
                records.get(MAILBOX),
                records.get(FOLDER),
                Long.parseLong(records.get(UIDVALIDITY)),
                Long.parseLong(records.get(UID)),
                internalDate(records.get(INTERNALDATE)),
                records.get(FLAGS),
                Utc.instant(records.get(RECEIVED)));
        MailId id = new MailId(records.get(SHA256));
        return new Member(Member.Kind.valueOf(records.get(KIND)), id, size, seen);
    }

    /** Segments of earlier versions have 1970 where the server told no date. */
    private static Optional<Instant> internalDate(String record) {
        return Optional.ofNullable(record).map(Utc::instant).filter(date -> !date.equals(Instant.EPOCH));
    }

    private static String name(Member member) {
        Seen seen = member.seen();
        return switch (member.kind()) {
            case MAIL -> member.id().hex() + ".eml";
            case SIGHTING -> {
                int where = (seen.mailbox() + '\0' + seen.folder()).hashCode();
                yield "sightings/%.16s.%08x.%x.%x.txt"
                        .formatted(member.id().hex(), where, seen.uidValidity(), seen.uid());
            }
        };
    }

    private static byte[] records(Member member) {
        Seen seen = member.seen();
        var records = new ByteArrayOutputStream(BLOCK);
        if (member.size() > LARGEST_OCTAL_SIZE) {
            record(records, "size", Long.toString(member.size()));
        }
        record(records, KIND, member.kind().name());
        record(records, SHA256, member.id().hex());
        record(records, MAILBOX, seen.mailbox());
        record(records, FOLDER, seen.folder());
        record(records, UIDVALIDITY, Long.toString(seen.uidValidity()));
        record(records, UID, Long.toString(seen.uid()));
        if (seen.internalDate().isPresent()) {
            record(records, INTERNALDATE, Utc.text(seen.internalDate().get()));
        }
        record(records, FLAGS, seen.flags());
        record(records, RECEIVED, Utc.text(seen.received()));
        return records.toByteArray();
    }

    /** A record is its own length in decimal, a space, key=value and a line feed. */
    private static void record(ByteArrayOutputStream records, String key, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        int body = key.length() + bytes.length + " =\n".length();
        int length = body + 1;
        while (digits(length) + body != length) {
            length = digits(length) + body;
        }
        records.writeBytes(Integer.toString(length).getBytes(UTF_8));
        records.write(' ');
        records.writeBytes(key.getBytes(UTF_8));
        records.write('=');
        records.writeBytes(bytes);
        records.write('\n');
    }

    private static int digits(int number) {
        return number < 10 ? 1 : 1 + digits(number / 10);
    }

    private static Map<String, String> parse(byte[] header, int from, int length) {
        Map<String, String> records = new HashMap<>();
        int at = from;
        while (at < from + length) {
            int space = at;
            while (header[space] != ' ') {
                space++;
            }
            int end = at + Integer.parseInt(new String(header, at, space - at, UTF_8));
            String pair = new String(header, space + 1, end - space - 2, UTF_8);
            int equals = pair.indexOf('=');
            records.put(pair.substring(0, equals), pair.substring(equals + 1));
            at = end;
        }
        return records;
    }

    private static byte[] ustar(String name, long size, long seconds, char type) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000600\0" + "0000000\0" + "0000000\0");
        putOctal(block, 124, 11, size);
        putOctal(block, 136, 11, seconds);
        block[156] = (byte) type;
        put(block, 257, "ustar\00000");
        putOctal(block, CHECKSUM_AT, 6, checksum(block, 0));
        block[CHECKSUM_AT + 7] = ' ';
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** So many digits; the byte behind them stays zero. */
    private static void putOctal(byte[] block, int at, int digits, long value) {
        long left = value;
        for (int i = at + digits - 1; i >= at; i--) {
            block[i] = (byte) ('0' + left % 8);
            left /= 8;
        }
    }

    private static long octal(byte[] block, int at, int length) {
        long value = 0;
        for (int i = at; i < at + length && block[i] >= '0' && block[i] <= '7'; i++) {
            value = value * 8 + block[i] - '0';
        }
        return value;
    }

    private static boolean checksumHolds(byte[] block, int at) {
        return octal(block, at + CHECKSUM_AT, 6) == checksum(block, at);
    }

    private static int checksum(byte[] block, int at) {
        int sum = CHECKSUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_LENGTH) {
                sum += block[at + i] & 0xff;
            }
        }
        return sum;
    }
}
