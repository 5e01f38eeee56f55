package mailroom.parse.structure;

/**
 * What of one mail is read, in counts, so that the answer never depends on how fast the machine is. A mail beyond a limit
 * is archived all the same; what is left out is named.
 */
public final class Limits {

    public static final int NESTING_MAX = 50;
    public static final int PARTS_MAX = 10_000;
    /** Of one field; the rest of it is cut off. */
    public static final int FIELD_BYTES_MAX = 256 * 1024;
    /** Of all fields of one header that are kept; fields that everybody needs come on top. */
    public static final int HEADER_BYTES_MAX = 4 * 1024 * 1024;
    /** Bounds the same as {@link #HEADER_BYTES_MAX} does, in fields. */
    public static final int HEADER_FIELDS_MAX = 50_000;

    private Limits() {}
}
