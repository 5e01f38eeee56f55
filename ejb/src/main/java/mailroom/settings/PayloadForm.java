package mailroom.settings;

/** What a destination gets of a mail, {@code as:} in {@code mailroom.yaml}. */
public enum PayloadForm {
    /** The exact bytes are handed over. */
    RAW,
    /** One JSON document that tells what the mail says. */
    JSON,
    /** Each attachment goes by itself. */
    PARTS
}
