package mailroom.parse.structure;

/**
 * Where a part is.
 *
 * @param around null for the mail itself
 */
record Place(Place around, int number) {

    static Place within(Place around, int number) {
        return new Place(around, number);
    }

    /** As IMAP numbers parts (RFC 9051, 6.4.5.1). */
    @Override
    public String toString() {
        return around == null ? Integer.toString(number) : around + "." + number;
    }
}
