package mailroom.archive;

/** Segments exist that the database does not know, for example because its folder was deleted. */
public class LedgerMissing extends ArchiveHeld {

    private static final long serialVersionUID = 1L;

    public LedgerMissing(int firstUnknown, int unknown) {
        super(unknown + " segments exist that the database does not know, the first is " + firstUnknown
                + ": run the job rebuild-ledger");
    }
}
