package mailroom.console.access;

/** The roles of the contract; the server's user registry says who has them. */
public final class Roles {

    /** May do everything. */
    public static final String ADMIN = "admin";
    /** Steers mailboxes, jobs and deliveries, reads no mail. */
    public static final String OPERATOR = "operator";
    /** Reads mail; each reading is audited. */
    public static final String AUDITOR = "auditor";
    /** An application that sends notifications. */
    public static final String SENDER = "sender";

    private Roles() {}
}
