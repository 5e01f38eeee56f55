package mailroom.intake;

/** A folder of a mailbox for as long as it keeps its UIDVALIDITY (RFC 9051, 2.3.1.1). The name is decoded Unicode. */
public record FolderKey(String mailbox, String folder, long uidValidity) {}
