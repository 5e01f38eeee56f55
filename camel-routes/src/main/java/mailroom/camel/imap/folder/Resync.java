package mailroom.camel.imap.folder;

/**
 * The state of a folder that a server is asked to tell the changes since (RFC 7162, 3.2.5).
 *
 * @param highestUid of those known
 */
public record Resync(long uidValidity, long modSeq, long highestUid) {

    String parameters() {
        return "(QRESYNC (" + uidValidity + " " + modSeq + " 1:" + highestUid + "))";
    }
}
