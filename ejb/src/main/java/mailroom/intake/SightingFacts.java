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
        flags = flags.replaceAll("\\p{Cntrl}", "");
        if (flags.length() > LONGEST_FLAGS) {
            flags = flags.substring(0, flags.lastIndexOf(' ', LONGEST_FLAGS) + 1)
                    .strip();
        }
    }
}
