package mailroom.parse;

import java.time.Duration;

/** What one mail may cost. A mail beyond a limit is archived all the same; what was read until then is kept. */
public final class Limits {

    public static final int NESTING_MAX = 50;
    public static final int PARTS_MAX = 10_000;
    public static final int HEADER_FIELDS_MAX = 2_000;
    public static final int FIELD_BYTES_MAX = 64 * 1024;
    public static final int FIELD_BYTES_DECODED_MAX = 16 * 1024;
    public static final int LINE_BYTES_MAX = 1024 * 1024;
    public static final Duration TIME_MAX = Duration.ofSeconds(2);

    private Limits() {}
}
