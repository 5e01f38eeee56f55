package mailroom.parse.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.RawText;
import mailroom.parse.field.PlainText;
import mailroom.parse.transfer.QuotedPrintableDecoding;
import mailroom.parse.transfer.TransferDecoding;

/** One pass over a mail: the fields of its own header go to a sink, what it consists of into a list. */
public final class PartScan {

    private static final Set<String> MAIL_TYPES = Set.of("message/rfc822", "message/global", "message/news");
    private static final String TEXT = "text/plain";

    private final FieldSink outermost;
    private final boolean headerOnly;
    private final Optional<PartSink> contents;
    private final PartList list = new PartList();
    private Optional<Encoding> textEncoding = Optional.empty();
    private Optional<Encoding> wordEncoding = Optional.empty();
    private Lines lines;
    private Boundaries boundaries = new Boundaries();
    private int depth;
    /** Something around is said to be quoted-printable, and its boundaries look as if they were not. */
    private boolean mayBeQuoted;

    /** What ended the part before; null for the end of the mail. */
    private Boundary stop;

    private boolean enough;

    private PartScan(InputStream mail, FieldSink outermost, boolean headerOnly, Optional<PartSink> contents) {
        this.lines = new Lines(mail);
        this.outermost = outermost;
        this.headerOnly = headerOnly;
        this.contents = contents;
    }

    /** Goes through the whole mail. */
    public static PartScan all(InputStream mail, FieldSink outermost) throws IOException {
        return new PartScan(mail, outermost, false, Optional.empty()).run();
    }

    /** Goes through the whole mail and hands on what its parts hold; an attached mail is one part. */
    public static PartScan contents(InputStream mail, FieldSink outermost, PartSink contents) throws IOException {
        return new PartScan(mail, outermost, false, Optional.of(contents)).run();
    }

    /** Goes through the header; the parts behind it are read only as far as they tell how its bytes are encoded. */
    public static PartScan header(InputStream mail, FieldSink outermost) throws IOException {
        return new PartScan(mail, outermost, true, Optional.empty()).run();
    }

    public PartList parts() {
        return list;
    }

    /** The encoding of the header's bytes where nothing else explains them: that of the mail's text, or of encoded words. */
    public Encoding likely() {
        return textEncoding.or(() -> wordEncoding).orElse(RawText.LAST_RESORT);
    }

    private PartScan run() throws IOException {
        if (lines.next()) {
            lines.skipByteOrderMark();
            lines.again();
        }
        EntityHeader header = new EntityHeader();
        mailHeader(new OutermostFields(outermost, header));
        wordEncoding = outermost.named();
        enough = headerOnly && !outermost.needsTextEncoding();
        header.understand(likely());
        content(null, true, header, TEXT);
        return this;
    }

    /** Some programs put empty lines before a mail's first field. */
    private void mailHeader(FieldSink sink) throws IOException {
        boolean more = lines.next();
        boolean header = more && !lines.isBlank();
        while (more && lines.begins() && lines.isBlank()) {
            more = lines.next();
        }
        if (more) {
            lines.skipByteOrderMark();
            lines.again();
            if (header || lines.fieldColon() > 0) {
                new HeaderScan(lines, boundaries, sink).read();
            }
        }
    }

    private void attachedMail(Place place, EntityHeader part, String type) throws IOException {
        EntityHeader header = new EntityHeader();
        mailHeader(header);
        header.understand(likely());
        list.mail(place, part, type, header.subject(likely()));
        content(place, true, header, TEXT);
    }

    private void part(Place place, String typeOtherwise) throws IOException {
        EntityHeader header = new EntityHeader();
        new HeaderScan(lines, boundaries, header).read();
        if (mayBeQuoted) {
            header.unquote();
        }
        header.understand(likely());
        content(place, false, header, typeOtherwise);
    }

    private void content(Place place, boolean isMail, EntityHeader header, String typeOtherwise) throws IOException {
        String type = header.type(typeOtherwise);
        boolean isOpened = MAIL_TYPES.contains(type) && contents.isEmpty();
        boolean holdsOthers = type.startsWith("multipart/") || isOpened;
        if (holdsOthers && depth >= Limits.NESTING_MAX) {
            list.problem("nested deeper than " + Limits.NESTING_MAX + "; what is further in is left out");
            holdsOthers = false;
        }
        Place own = isMail ? Place.within(place, 1) : place;
        if (!holdsOthers) {
            single(own, header, type);
            return;
        }
        depth++;
        if (type.startsWith("multipart/")) {
            decoded(header, () -> multipart(isMail ? place : own, header, type));
        } else {
            decoded(header, () -> attachedMail(own, header, type));
        }
        depth--;
    }

    private interface Reading {
        void read() throws IOException;
    }

    /** What holds others must not be encoded, and sometimes is. */
    private void decoded(EntityHeader header, Reading reading) throws IOException {
        Optional<TransferDecoding> decoding = header.decoding(likely());
        if (decoding.isEmpty() || !EncodedBody.isOne(lines, boundaries, decoding.get())) {
            boolean outer = mayBeQuoted;
            mayBeQuoted |= decoding.isPresent() && decoding.get() instanceof QuotedPrintableDecoding;
            reading.read();
            mayBeQuoted = outer;
            return;
        }
        Lines outerLines = lines;
        Boundaries outerBoundaries = boundaries;
        lines = new Lines(new EncodedBody(lines, boundaries, decoding.get()));
        boundaries = new Boundaries();
        reading.read();
        lines = outerLines;
        boundaries = outerBoundaries;
        toBoundary(Optional.empty());
    }

    private void multipart(Place around, EntityHeader header, String type) throws IOException {
        Boundary boundary = new Boundary(header.boundary(likely()).orElse(null));
        int filesBefore = list.files().size();
        boolean supposed = false;
        int parts = 0;
        boundaries.open(boundary);
        boolean anything = toFirstPart(boundary);
        while (stop == boundary && !endsIt(boundary, parts)) {
            if (boundaries.closes()) {
                toBoundary(Optional.empty());
                continue;
            }
            if (supposed && boundaries.isDeclared()) {
                list.forget(filesBefore);
                list.problem("a text before the first part looks like parts");
                boundary.forgetSupposed();
                parts = 0;
            }
            supposed = boundary.supposed() != null;
            part(Place.within(around, ++parts), type.equals("multipart/digest") ? "message/rfc822" : TEXT);
        }
        if (!boundaries.isShared(boundary)) {
            behindTheEnd(boundary);
        }
        boundaries.close();
        if (stop == boundary) {
            toBoundary(Optional.empty());
        }
        tell(boundary, parts, anything);
    }

    /**
     * A line that is only supposed to be the boundary closes nothing as long as the named one may come, and an end before
     * the first part is none.
     */
    private boolean endsIt(Boundary boundary, int parts) {
        return boundaries.closes()
                && (boundaries.isDeclared() || boundary.declared() == null)
                && (parts > 0 || boundaries.isShared(boundary));
    }

    /** What stands there belongs to nothing (RFC 2046, 5.1.1). */
    private void behindTheEnd(Boundary boundary) throws IOException {
        while (stop == boundary) {
            toBoundary(Optional.empty());
            if (stop == boundary && !boundaries.closes()) {
                list.problem("what stands behind the end of a multipart looks like parts; it is left out");
            }
        }
    }

    private void tell(Boundary boundary, int parts, boolean anything) {
        String what = boundary.declared() == null
                ? "a multipart names no boundary"
                : "the boundary that a multipart names does not occur";
        if (boundary.supposed() != null) {
            list.problem(what + "; a line that looks like one is taken for it");
        } else if (parts == 0 && anything && !enough) {
            list.problem(what + "; its parts are left out");
        }
    }

    /** @return whether anything stands before the first part */
    private boolean toFirstPart(Boundary boundary) throws IOException {
        boolean anything = false;
        while (!enough && lines.next()) {
            if (boundaries.match(lines)) {
                stop = boundaries.matched();
                return anything;
            }
            if (boundary.suppose(lines)) {
                lines.again();
                boundaries.takeFor(boundary);
                stop = boundary;
                return true;
            }
            anything |= !lines.isBlank();
        }
        stop = null;
        return anything;
    }

    private void single(Place place, EntityHeader header, String type) throws IOException {
        boolean isText = type.startsWith("text/");
        if (isText && textEncoding.isEmpty()) {
            textEncoding = header.charset();
            enough |= headerOnly && textEncoding.isPresent();
        }
        if (!list.count(place, header, type)) {
            enough = true;
        }
        if (contents.isPresent() && !enough) {
            handOn(contents.get(), place, header, type);
            return;
        }
        boolean plain = isText && header.decoding(likely()).isEmpty();
        toBoundary(plain ? Optional.of(new Uuencoded(name -> uuencoded(place, name))) : Optional.empty());
    }

    private void handOn(PartSink sink, Place place, EntityHeader header, String type) throws IOException {
        Optional<TransferDecoding> decoding = header.decoding(likely());
        if (decoding.isPresent()
                && MAIL_TYPES.contains(type)
                && !EncodedBody.isOne(lines, boundaries, decoding.get())) {
            decoding = Optional.empty();
        }
        try (OutputStream target = sink.part(PartHead.of(place, header, type, likely()))) {
            stop = new PartBody(target, decoding).copy(lines, boundaries);
        }
    }

    private void uuencoded(Place place, byte[] name) {
        list.uuencoded(place, PlainText.of(RawText.read(name, likely())));
    }

    private void toBoundary(Optional<Uuencoded> watch) throws IOException {
        while (!enough && nextOfContent(watch)) {
            if (boundaries.match(lines)) {
                stop = boundaries.matched();
                return;
            }
            if (watch.isPresent()) {
                watch.get().line(lines);
            }
        }
        stop = null;
    }

    /** Lines that are neither a boundary nor the beginning of a uuencoded file may be passed over. */
    private boolean nextOfContent(Optional<Uuencoded> watch) throws IOException {
        if (watch.isEmpty()) {
            return lines.nextWithDashes();
        }
        return watch.get().isInText() ? lines.nextBeginning('-', 'b') : lines.next();
    }
}
