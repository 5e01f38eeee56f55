package mailroom.camel.mailbox.fetch;

import java.nio.ByteBuffer;

/** What came for a mail: how many bytes, and their SHA-256. */
record Bytes(long length, ByteBuffer sha256) {}
