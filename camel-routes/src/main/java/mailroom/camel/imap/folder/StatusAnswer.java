package mailroom.camel.imap.folder;

/**
 * What STATUS says of a folder.
 *
 * @param uidValidity 0 if the server does not say
 * @param uidNext 0 if the server does not say
 * @param messages -1 if the server does not say
 * @param highestModSeq 0 if the server has none (RFC 7162)
 */
public record StatusAnswer(long uidValidity, long uidNext, long messages, long highestModSeq) {

    /** As EXAMINE said it. */
    public static StatusAnswer of(OpenFolder open) {
        return new StatusAnswer(open.uidValidity(), open.uidNext(), open.exists(), open.highestModSeq());
    }

    /** Whether two equal answers mean that nothing has changed between them. */
    public boolean saysEnough() {
        return uidValidity != 0 && uidNext != 0 && messages >= 0;
    }
}
