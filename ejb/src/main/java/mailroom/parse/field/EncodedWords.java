package mailroom.parse.field;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mailroom.parse.charset.Encoding;
import mailroom.parse.charset.EncodingLabels;
import mailroom.parse.charset.RawText;

/**
 * Encoded words (RFC 2047) in a text. They are read wherever they stand; blanks between two of them do not count, and a
 * character may begin in one and end in the next, also within its base64.
 */
public final class EncodedWords {

    private static final int LABELS_MAX = 10;

    private final String text;
    private final Encoding likely;
    private final StringBuilder decoded;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Optional<Encoding> heldIn = Optional.empty();
    private Optional<EncodedWord> unended = Optional.empty();
    private boolean holding;

    private EncodedWords(String text, Encoding likely) {
        this.text = text;
        this.likely = likely;
        this.decoded = new StringBuilder(text.length());
    }

    /** @param likely the encoding where a word names none that is known */
    public static String decode(String text, Encoding likely) {
        return text.contains("=?") ? new EncodedWords(text, likely).decoded() : text;
    }

    private String decoded() {
        int lastEnd = text.lastIndexOf("?=");
        int plainFrom = 0;
        int at = text.indexOf("=?");
        while (at >= 0) {
            Optional<EncodedWord> word = EncodedWord.at(text, at, lastEnd);
            if (word.isPresent()) {
                plain(plainFrom, at);
                hold(word.get());
                plainFrom = word.get().end();
            }
            at = text.indexOf("=?", word.map(EncodedWord::end).orElse(at + 2));
        }
        plain(plainFrom, text.length());
        return decoded.toString();
    }

    private void plain(int from, int to) {
        String between = text.substring(from, to);
        if (!holding || !between.isBlank() || to == text.length()) {
            flush();
            decoded.append(between);
        }
    }

    private void hold(EncodedWord word) {
        Optional<Encoding> encoding = EncodingLabels.find(word.label());
        boolean endsUnended = encoding.equals(heldIn)
                && unended.filter(before -> before.goesOnIn(word)).isPresent();
        boolean joined = encoding.map(Encoding::goesOnInTheNextWord).orElse(true) && encoding.equals(heldIn);
        if (!joined && !endsUnended) {
            flush();
        }
        heldIn = encoding;
        holding = true;
        if (endsUnended) {
            put(unended.get().with(word));
        } else {
            end();
            put(word);
        }
    }

    private void put(EncodedWord word) {
        unended = word.mayGoOn() ? Optional.of(word) : Optional.empty();
        if (unended.isEmpty()) {
            held.writeBytes(word.bytes());
        }
    }

    private void end() {
        unended.ifPresent(word -> held.writeBytes(word.bytes()));
        unended = Optional.empty();
    }

    private void flush() {
        if (holding) {
            end();
            byte[] bytes = held.toByteArray();
            decoded.append(heldIn.map(encoding -> encoding.decode(bytes)).orElseGet(() -> RawText.read(bytes, likely)));
            held.reset();
            holding = false;
        }
    }

    /** The first one named in a field that says how its other bytes are to be read. */
    public static Optional<Encoding> firstEncoding(HeaderField field) {
        String text = new String(field.value(), StandardCharsets.ISO_8859_1);
        int at = text.indexOf("=?");
        for (int i = 0; i < LABELS_MAX && at >= 0; i++) {
            Optional<Encoding> encoding = EncodedWord.at(text, at, text.length())
                    .flatMap(word -> EncodingLabels.find(word.label()))
                    .filter(Encoding::explainsBytes);
            if (encoding.isPresent()) {
                return encoding;
            }
            at = text.indexOf("=?", at + 2);
        }
        return Optional.empty();
    }

    /** Characters that are bytes already, as in a word that was not encoded in full. */
    static byte[] bytes(String text, boolean inUtf8) {
        boolean latin = !inUtf8;
        for (int i = 0; i < text.length() && latin; i++) {
            latin = text.charAt(i) <= 0xff;
        }
        return text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
