package mailroom.database;

import java.util.Map;

/** What Derby and PostgreSQL spell differently; everything else is written once for both. */
public enum Dialect {
    DERBY("values next value for %s", "char(32) for bit data", "blob(1g)"),
    POSTGRESQL("select nextval('%s')", "bytea", "bytea");

    private final String nextValue;
    private final String hashType;
    private final String blobType;

    Dialect(String nextValue, String hashType, String blobType) {
        this.nextValue = nextValue;
        this.hashType = hashType;
        this.blobType = blobType;
    }

    static Dialect of(String productName) {
        if (productName.contains("Derby")) {
            return DERBY;
        }
        if (productName.contains("PostgreSQL")) {
            return POSTGRESQL;
        }
        throw new IllegalStateException("Mailroom runs on Derby and PostgreSQL, not on " + productName);
    }

    String nextValueOf(String sequence) {
        return nextValue.formatted(sequence);
    }

    /** Behind a table's name: Derby's optimizer would read the whole table for a list of keys. */
    public String byConstraint(String name) {
        return this == DERBY ? "--DERBY-PROPERTIES constraint=" + name + "\n" : "";
    }

    /** Behind a table's name: Derby's optimizer takes a range for a third of the table and would rather read all of it. */
    public String byIndex(String name) {
        return this == DERBY ? "--DERBY-PROPERTIES index=" + name + "\n" : "";
    }

    /** Behind {@code from}: the tables are read in the order in which they stand. */
    public String inThisOrder() {
        return this == DERBY ? "--DERBY-PROPERTIES joinOrder=FIXED\n" : "";
    }

    /**
     * Behind a table in {@code from}: a look-up in another for each of its rows, which has at most one to meet the
     * condition. Both optimizers would rather join the tables as wholes.
     */
    public String lookedUp(String table, String alias, String condition) {
        return this == DERBY
                ? " join " + table + " " + alias + " --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n on " + condition
                : " cross join lateral (select 1 from " + table + " " + alias + " where " + condition + " limit 1) "
                        + alias;
    }

    Map<String, String> typeNames() {
        return Map.of("hash", hashType, "blob", blobType);
    }
}
