package mailroom.mail;

/**
 * Where a mail stands on its way: {@link #RECEIVED} its bytes are durable, {@link #ARCHIVED} its metadata is written,
 * {@link #ROUTED} its mailbox's script has decided and the deliveries are rows.
 */
public enum MailState {
    RECEIVED(0),
    ARCHIVED(1),
    ROUTED(2);

    private final int code;

    MailState(int code) {
        this.code = code;
    }

    /** The value of the column {@code progress.state}. */
    public int code() {
        return code;
    }

    public static MailState of(int code) {
        return switch (code) {
            case 0 -> RECEIVED;
            case 1 -> ARCHIVED;
            case 2 -> ROUTED;
            default -> throw new IllegalArgumentException("no mail state has the code " + code);
        };
    }
}
