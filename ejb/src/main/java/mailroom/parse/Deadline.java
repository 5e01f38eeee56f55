package mailroom.parse;

import java.util.function.LongSupplier;

/** The time that one mail may take. */
final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    Deadline() {
        this(System::nanoTime);
    }

    Deadline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + Limits.TIME_MAX.toNanos();
    }

    void check() throws TooComplex {
        if (nanoTime.getAsLong() - end > 0) {
            throw new TooComplex("reading took longer than " + Limits.TIME_MAX.toSeconds() + " s");
        }
    }
}
