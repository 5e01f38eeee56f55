package mailroom.folder;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the server says about one mail in a folder.
 *
 * @param internalDate empty where the server does not tell it
 * @param flags as listed, separated by spaces; cut to 500 characters at a space
 * @param modSeq 0 where the server has no CONDSTORE (RFC 7162)
 * @param announced the RFC822.SIZE, which may not be the number of the bytes; empty where the server does not say it
 * @param confirmed the same bytes came twice, asked for in different ways
 */
public record SightingFacts(
        long uid,
        Optional<Instant> internalDate,
        String flags,
        long modSeq,
        OptionalLong announced,
        boolean confirmed) {

    private static final int LONGEST_FLAGS = 500;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    public SightingFacts {
        flags = kept(flags);
    }

    /** Of a mail whose announced size is that of its bytes, as far as anybody knows. */
    public SightingFacts(long uid, Optional<Instant> internalDate, String flags, long modSeq) {
        this(uid, internalDate, flags, modSeq, OptionalLong.empty(), false);
    }

    /** The announced size where it is another than that of the bytes. */
    public OptionalLong announcedUnless(OptionalLong bytes) {
        return announced.equals(bytes) ? OptionalLong.empty() : announced;
    }

    static String kept(String flags) {
        String clean = CONTROLS.matcher(flags).find() ? CONTROLS.matcher(flags).replaceAll("") : flags;
        return clean.length() <= LONGEST_FLAGS
                ? clean
                : clean.substring(0, clean.lastIndexOf(' ', LONGEST_FLAGS) + 1).strip();
    }
}
