package mailroom.parse.field;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.EncodingLabels;
import mailroom.parse.charset.RawText;
import mailroom.parse.transfer.HexPair;

/**
 * All that a field says of one parameter. What is encoded in full says most, then what comes in parts, in the order of
 * their numbers, then the plain value (RFC 2231).
 */
final class ParameterSegments {

    private Optional<String> plain = Optional.empty();
    private Optional<String> encoded = Optional.empty();
    private final Map<Integer, Segment> numbered = new TreeMap<>();

    void add(Segment segment) {
        if (segment.number() >= 0) {
            numbered.putIfAbsent(segment.number(), segment);
        } else if (segment.encoded()) {
            encoded = encoded.or(() -> Optional.of(segment.value()));
        } else {
            plain = plain.or(() -> Optional.of(segment.value()));
        }
    }

    String value(Encoding likely) {
        if (encoded.isPresent()) {
            // some put encoded words where percent signs are meant
            String extended = EncodedWords.decode(
                    new Extended(likely).add(encoded.get(), true, true).toString(), likely);
            if (!extended.isBlank()) {
                return extended;
            }
        }
        if (numbered.isEmpty()) {
            return EncodedWords.decode(plain.orElse(""), likely);
        }
        Extended joined = new Extended(likely);
        boolean first = true;
        boolean literal = true;
        for (Segment segment : numbered.values()) {
            joined.add(segment.value(), segment.encoded(), first);
            first = false;
            literal &= !segment.encoded();
        }
        return literal ? EncodedWords.decode(joined.toString(), likely) : joined.toString();
    }

    /** What stands there, whether encoded or not, with encoded words as they are. */
    String literal() {
        StringBuilder parts = new StringBuilder();
        numbered.values().forEach(segment -> parts.append(segment.value()));
        return encoded.map(text -> text.substring(text.lastIndexOf('\'') + 1))
                .orElseGet(() -> numbered.isEmpty() ? plain.orElse("") : parts.toString());
    }

    /** A value that names its character set at its beginning; a character may go over the end of a part. */
    private static final class Extended {

        private static final Pattern LABELLED = Pattern.compile("([\\w.:+-]{0,60})'[\\w-]{0,40}'");

        private final Encoding likely;
        private Optional<Encoding> named = Optional.empty();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Extended(Encoding likely) {
            this.likely = likely;
        }

        Extended add(String part, boolean isEncoded, boolean isFirst) {
            if (isEncoded) {
                percents(isFirst ? withoutLabel(part) : part);
            } else {
                flush();
                text.append(part);
            }
            return this;
        }

        /** Other names have apostrophes too. */
        private static boolean isLabel(String label, String part) {
            return label.isEmpty()
                    || part.indexOf('%') >= 0
                    || EncodingLabels.find(label).isPresent();
        }

        private String withoutLabel(String part) {
            Matcher labelled = LABELLED.matcher(part);
            if (labelled.lookingAt() && isLabel(labelled.group(1), part)) {
                named = EncodingLabels.find(labelled.group(1));
                return part.substring(labelled.end());
            }
            // some forget the language and its quote
            int label = part.indexOf('\'');
            Optional<Encoding> known = label < 0 ? Optional.empty() : EncodingLabels.find(part.substring(0, label));
            named = known;
            return known.isPresent() ? part.substring(label + 1) : part;
        }

        private void percents(String part) {
            byte[] from = EncodedWords.bytes(part, named.isEmpty() || named.equals(EncodingLabels.find("utf-8")));
            for (int i = 0; i < from.length; i++) {
                int code = from[i] == '%' ? HexPair.at(from, i + 1) : -1;
                bytes.write(code < 0 ? from[i] : code);
                i += code < 0 ? 0 : 2;
            }
        }

        private void flush() {
            byte[] held = bytes.toByteArray();
            bytes.reset();
            text.append(named.map(encoding -> encoding.decode(held)).orElseGet(() -> RawText.read(held, likely)));
        }

        @Override
        public String toString() {
            flush();
            return text.toString();
        }
    }
}
