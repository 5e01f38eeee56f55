package mailroom.camel;

import java.time.Duration;
import java.util.Arrays;

/** What the proxy does to the bytes of one direction; changed by the test while links use it. */
final class ProxyFaults {

    private static final long NEVER = Long.MAX_VALUE;

    private long counted;
    private long endIn = NEVER;
    private boolean endsByReset;
    private long swallowIn = NEVER;
    private long corruptIn = NEVER;
    private long stallAt = NEVER;
    private Duration drip = Duration.ZERO;
    private Duration delay = Duration.ZERO;

    /** What becomes of one block. */
    record Verdict(byte[] pass, boolean ends, boolean byReset) {}

    /** The caller's block is changed where it is corrupted. */
    synchronized Verdict judge(byte[] block) {
        if (corruptIn < block.length) {
            block[(int) corruptIn] = (byte) ~block[(int) corruptIn];
            corruptIn = NEVER;
        }
        boolean ends = endIn <= block.length;
        int kept = (int) Math.min(block.length, Math.min(endIn, Math.max(0, swallowIn)));
        boolean byReset = endsByReset;
        endIn = ends ? NEVER : after(endIn, block.length);
        swallowIn = after(swallowIn, block.length);
        corruptIn = after(corruptIn, block.length);
        return new Verdict(Arrays.copyOf(block, kept), ends, byReset);
    }

    private static long after(long left, int passed) {
        return left == NEVER ? NEVER : Math.max(0, left - passed);
    }

    synchronized void count(int bytes) {
        counted += bytes;
    }

    synchronized long counted() {
        return counted;
    }

    synchronized void forgetCount() {
        counted = 0;
    }

    synchronized void endAfter(long bytes, boolean byReset) {
        endIn = bytes;
        endsByReset = byReset;
    }

    void swallow(boolean on) {
        swallowAfter(on ? 0 : NEVER);
    }

    synchronized void swallowAfter(long bytes) {
        swallowIn = bytes;
    }

    synchronized void corruptAfter(long bytes) {
        corruptIn = bytes;
    }

    synchronized void stall(boolean on) {
        stallAt = on ? 0 : NEVER;
        notifyAll();
    }

    synchronized void stallAfter(long bytes) {
        stallAt = counted + bytes;
    }

    synchronized void drip(Duration pause) {
        drip = pause;
    }

    synchronized Duration drip() {
        return drip;
    }

    synchronized void delay(Duration eachWay) {
        delay = eachWay;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized void awaitFlow() throws InterruptedException {
        while (counted >= stallAt) {
            wait();
        }
    }

    synchronized void heal() {
        endIn = NEVER;
        swallowIn = NEVER;
        corruptIn = NEVER;
        stallAt = NEVER;
        drip = Duration.ZERO;
        delay = Duration.ZERO;
        notifyAll();
    }
}
