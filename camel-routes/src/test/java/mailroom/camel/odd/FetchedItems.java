package mailroom.camel.odd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.odd.Behaviour.Piece;

/** Writes the items of one FETCH response (RFC 9051, 7.5.2). */
final class FetchedItems {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern ITEM = Pattern.compile("BODY\\.PEEK\\[([^\\]]*)](?:<(\\d+)\\.(\\d+)>)?|[A-Z0-9.]+");

    private final Command command;
    private final List<Behaviour> behaviours;

    FetchedItems(Command command, List<Behaviour> behaviours) {
        this.command = command;
        this.behaviours = behaviours;
    }

    ByteArrayOutputStream of(OddMail mail, String begin) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(mail.bytes().length + 200);
        out.writeBytes(Answer.bytes(begin));
        boolean first = true;
        for (byte[] item : items(mail)) {
            if (!first) {
                out.write(' ');
            }
            out.writeBytes(item);
            first = false;
        }
        out.writeBytes(Answer.bytes(")\r\n"));
        return out;
    }

    private List<byte[]> items(OddMail mail) {
        List<byte[]> items = new ArrayList<>();
        String asked = command.afterSet();
        int changedSince = asked.indexOf("(CHANGEDSINCE");
        Matcher each = ITEM.matcher(changedSince < 0 ? asked : asked.substring(0, changedSince));
        while (each.find()) {
            byte[] item = item(mail, each);
            if (item.length > 0) {
                items.add(item);
            }
        }
        if (changedSince >= 0) {
            items.add(Answer.bytes("MODSEQ (" + mail.modSeq() + ")"));
        }
        return items;
    }

    private byte[] item(OddMail mail, Matcher asked) {
        return switch (asked.group().split("\\[")[0]) {
            case "UID" -> Answer.bytes("UID " + mail.uid());
            case "FLAGS" -> Answer.bytes("FLAGS (" + String.join(" ", mail.flags()) + ")");
            case "RFC822.SIZE" -> Answer.bytes("RFC822.SIZE " + size(mail));
            case "INTERNALDATE" -> Answer.bytes(date(mail));
            case "MODSEQ" -> Answer.bytes("MODSEQ (" + mail.modSeq() + ")");
            case "BODY.PEEK" -> body(mail, asked);
            default -> new byte[0];
        };
    }

    private long size(OddMail mail) {
        long size = mail.bytes().length;
        for (Behaviour behaviour : behaviours) {
            size = behaviour.size(mail, size);
        }
        return size;
    }

    private String date(OddMail mail) {
        String date = '"' + DATE.format(mail.date()) + '"';
        for (Behaviour behaviour : behaviours) {
            date = behaviour.date(mail, date);
        }
        return date.isEmpty() ? "" : "INTERNALDATE " + date;
    }

    private byte[] body(OddMail mail, Matcher asked) {
        byte[] whole = section(mail, asked.group(1));
        for (Behaviour behaviour : behaviours) {
            whole = behaviour.section(mail, command, whole);
        }
        Piece piece = asked.group(2) == null
                ? new Piece(-1, whole)
                : piece(whole, Long.parseLong(asked.group(2)), Long.parseLong(asked.group(3)));
        for (Behaviour behaviour : behaviours) {
            piece = behaviour.piece(mail, whole, piece);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String origin = piece.origin() < 0 ? "" : "<" + piece.origin() + ">";
        out.writeBytes(Answer.bytes("BODY[" + asked.group(1) + "]" + origin + " {" + piece.bytes().length + "}\r\n"));
        out.writeBytes(piece.bytes());
        return out.toByteArray();
    }

    private static Piece piece(byte[] whole, long from, long length) {
        int first = (int) Math.min(whole.length, from);
        return new Piece(from, Arrays.copyOfRange(whole, first, (int) Math.min(whole.length, first + length)));
    }

    private static byte[] section(OddMail mail, String section) {
        String text = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String header = end < 0 ? text : text.substring(0, end + 4);
        return switch (section.split("[ (]")[0]) {
            case "HEADER" -> Answer.bytes(header);
            case "HEADER.FIELDS" -> Answer.bytes(fields(header, section));
            case "TEXT" -> Answer.bytes(text.substring(header.length()));
            default -> mail.bytes();
        };
    }

    private static String fields(String header, String section) {
        List<String> names = List.of(
                section.replaceAll(".*\\(|\\)", "").toLowerCase(Locale.ROOT).split(" "));
        StringBuilder fields = new StringBuilder();
        for (String field : header.split("\r\n(?![ \t])")) {
            if (names.contains(field.split(":")[0].toLowerCase(Locale.ROOT))) {
                fields.append(field).append("\r\n");
            }
        }
        return fields.append("\r\n").toString();
    }
}
