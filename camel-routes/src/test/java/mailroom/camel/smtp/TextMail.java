package mailroom.camel.smtp;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A mail of a test. */
record TextMail(String content) implements OutgoingMail {

    private byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public long size() {
        return bytes().length;
    }

    @Override
    public long longestLine() {
        return content.lines().mapToLong(String::length).max().orElse(0);
    }

    @Override
    public boolean isEightBit() {
        return bytes().length > content.length();
    }
}
