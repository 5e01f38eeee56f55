package mailroom.bench;

/** Mails a second until they are durable and until they are archived. */
record Rates(double durable, double archived) {
    @Override
    public String toString() {
        return String.format("durable %.0f, archived %.0f mails/s", durable, archived);
    }
}
