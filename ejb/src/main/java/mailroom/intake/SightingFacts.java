package mailroom.intake;

import java.time.Instant;

/**
 * What the server says about one mail in a folder.
 *
 * @param flags as listed, separated by spaces; cut to 500 characters at a space
 * @param modSeq 0 where the server has no CONDSTORE (RFC 7162)
 */
public record SightingFacts(long uid, Instant internalDate, String flags, long modSeq) {

    private static final int LONGEST_FLAGS = 500;

    public SightingFacts {
        flags = kept(flags);
    }

    static String kept(String flags) {
        String clean = flags.replaceAll("\\p{Cntrl}", "");
        return clean.length() <= LONGEST_FLAGS
                ? clean
                : clean.substring(0, clean.lastIndexOf(' ', LONGEST_FLAGS) + 1).strip();
    }
}
