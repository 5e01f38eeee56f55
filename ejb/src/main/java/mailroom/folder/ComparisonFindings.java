package mailroom.folder;

/**
 * What a comparison of a folder's UIDs with the ledger put right.
 *
 * @param late mails whose UIDs came up below those already seen, now archived
 * @param back sightings that counted as vanished although the server has them
 * @param vanished sightings that counted as present although the server has them no longer
 * @param replaced UIDs that have other mails now, which are archived too
 */
public record ComparisonFindings(int late, int back, int vanished, int replaced) {

    public static final ComparisonFindings NOTHING = new ComparisonFindings(0, 0, 0, 0);

    /** How many entries of the ledger were wrong; that mails vanish is what they do. */
    public int putRight() {
        return late + back + replaced;
    }
}
