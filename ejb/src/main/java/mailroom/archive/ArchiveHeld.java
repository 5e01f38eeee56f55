package mailroom.archive;

/**
 * The segments and the ledger disagree in a way that only a person can settle; until then nothing is appended, cut or
 * overwritten, and mail stays on its server.
 */
public class ArchiveHeld extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ArchiveHeld(String message) {
        super(message);
    }
}
