package mailroom.camel.payload;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mailroom.parse.Header;
import mailroom.parse.MailContents;
import mailroom.parse.field.MailAddress;
import mailroom.parse.field.PlainText;
import mailroom.parse.structure.PartHead;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;

/** One JSON document that tells what a mail says; docs/configuration.md has its keys. */
final class JsonPayload {

    /** An attachment with more bytes is named and linked only. */
    static final int ATTACHMENT_BYTES_MAX = 1 << 20;
    /** Bounds what all attachments in one document have; those behind are named and linked only. */
    static final int ATTACHMENTS_BYTES_MAX = 8 << 20;
    /** Bounds the plain text, and the HTML text. */
    static final int TEXT_BYTES_MAX = 1 << 20;

    private static final Map<String, String> ADDRESSES =
            new TreeMap<>(Map.of("from", "from", "to", "to", "cc", "cc", "replyTo", "reply-to"));

    private record Part(PartHead head, FirstBytes bytes) {}

    private final MailPlace mail;
    private final SpoolScope spool;
    private final List<Part> texts = new ArrayList<>();
    private final List<Part> files = new ArrayList<>();
    private int textRoom = TEXT_BYTES_MAX;
    private int htmlRoom = TEXT_BYTES_MAX;
    private int fileRoom = ATTACHMENTS_BYTES_MAX;
    private Part last;

    JsonPayload(MailPlace mail, SpoolScope spool) {
        this.mail = mail;
        this.spool = spool;
    }

    Payload read(InputStream bytes) throws IOException {
        MailContents contents = MailContents.read(bytes, this::part);
        SpooledOutput document = spool.output();
        try (document;
                JsonGenerator json = Json.createGenerator(document)) {
            write(contents, json);
        }
        var content = document.content();
        return new Payload(0, "application/json", mail.id() + ".json", content.size(), content::open);
    }

    private OutputStream part(PartHead head) {
        settleLast();
        List<Part> list = head.isFile() ? files : texts;
        int room = head.isFile() ? Math.min(fileRoom, ATTACHMENT_BYTES_MAX) : isHtml(head) ? htmlRoom : textRoom;
        Part part = new Part(head, new FirstBytes(room));
        list.add(part);
        last = part;
        return part.bytes();
    }

    private void settleLast() {
        if (last == null) {
            return;
        }
        int kept = last.bytes().kept().length;
        if (!last.head().isFile()) {
            htmlRoom -= isHtml(last.head()) ? kept : 0;
            textRoom -= isHtml(last.head()) ? 0 : kept;
        } else if (last.bytes().isWhole()) {
            fileRoom -= kept;
        } else {
            last.bytes().forget();
        }
        last = null;
    }

    private static boolean isHtml(PartHead head) {
        return head.type().contains("html");
    }

    private void write(MailContents contents, JsonGenerator json) {
        settleLast();
        Header header = contents.header();
        json.writeStartObject();
        json.write("id", mail.id()).write("mailbox", mail.mailbox()).write("size", mail.size());
        header.text("subject").ifPresent(subject -> json.write("subject", subject));
        ADDRESSES.forEach((key, field) -> addresses(key, header.addresses(field), json));
        json.writeStartObject("headers");
        for (String name : header.names()) {
            json.writeStartArray(name);
            header.texts(name).forEach(json::write);
            json.writeEnd();
        }
        json.writeEnd();
        text("text", false, json);
        text("html", true, json);
        json.writeStartArray("attachments");
        files.forEach(file -> attachment(file, json));
        json.writeEnd();
        json.writeStartArray("problems");
        contents.problems().forEach(problem -> json.write(PlainText.of(problem)));
        json.writeEnd();
        json.writeStartObject("links").write("mail", link("")).write("raw", link("/raw"));
        json.writeEnd().writeEnd();
    }

    private static void addresses(String key, List<MailAddress> addresses, JsonGenerator json) {
        json.writeStartArray(key);
        for (MailAddress address : addresses) {
            json.writeStartObject().write("name", address.name()).write("address", address.spec());
            json.writeEnd();
        }
        json.writeEnd();
    }

    private void text(String key, boolean html, JsonGenerator json) {
        StringBuilder text = new StringBuilder();
        boolean whole = true;
        for (Part part : texts) {
            if (isHtml(part.head()) == html) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(part.head().text(part.bytes().keptLines()));
                whole &= part.bytes().isWhole();
            }
        }
        if (!text.isEmpty()) {
            json.write(key, text.toString());
        }
        if (!whole) {
            json.write(key + "Cut", true);
        }
    }

    private void attachment(Part file, JsonGenerator json) {
        json.writeStartObject()
                .write("part", file.head().place())
                .write("type", file.head().type())
                .write("size", file.bytes().size());
        file.head().name().ifPresent(name -> json.write("name", name));
        if (file.bytes().isWhole()) {
            json.write(
                    "content", Base64.getEncoder().encodeToString(file.bytes().kept()));
        } else {
            json.write("link", link("/raw"));
        }
        json.writeEnd();
    }

    private String link(String what) {
        return "/mailroom/api/mails/" + mail.id() + what;
    }

    /** Keeps the first bytes and counts all. */
    private static final class FirstBytes extends OutputStream {

        private final int most;
        private ByteArrayOutputStream first = new ByteArrayOutputStream(64);
        private long size;

        FirstBytes(int most) {
            this.most = most;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            first.write(bytes, offset, Math.min(length, most - first.size()));
            size += length;
        }

        long size() {
            return size;
        }

        byte[] kept() {
            return first.toByteArray();
        }

        /** What is kept, without the line in which it is cut: half a character could make another text of all. */
        byte[] keptLines() {
            byte[] kept = kept();
            int end = kept.length;
            while (!isWhole() && end > 0 && kept[end - 1] != '\n') {
                end--;
            }
            return Arrays.copyOf(kept, end);
        }

        boolean isWhole() {
            return first.size() == size;
        }

        void forget() {
            first = new ByteArrayOutputStream(0);
        }
    }
}
