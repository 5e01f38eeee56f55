package mailroom.camel.mailbox.memory;

/**
 * How the sizes of one folder are wrong: most servers add the same to each, or count it so many times. A size that is wrong
 * in another way than those that were proven says nothing of how much has come.
 */
final class SizeLies {

    /** Sizes that are rounded do not stand in exactly the same proportion. */
    private static final double ROUNDED = 0.01;

    private int count;
    private int proven;
    private long leastMore = Long.MAX_VALUE;
    private long mostMore = Long.MIN_VALUE;
    private double leastTimes = Double.MAX_VALUE;
    private double mostTimes;

    /** @param isProven the same bytes came by different ways of asking */
    void add(long announced, long length, boolean isProven) {
        count++;
        if (!isProven) {
            return;
        }
        proven++;
        leastMore = Math.min(leastMore, announced - length);
        mostMore = Math.max(mostMore, announced - length);
        leastTimes = Math.min(leastTimes, times(announced, length));
        mostTimes = Math.max(mostTimes, times(announced, length));
    }

    int count() {
        return count;
    }

    int proven() {
        return proven;
    }

    /** The size is as wrong as those that were proven; a size of 0 says nothing of how much has to come. */
    boolean fits(long announced, long length) {
        if (announced == 0) {
            return false;
        }
        long more = announced - length;
        double times = times(announced, length);
        boolean asMuchMore = leastMore <= more && more <= mostMore;
        return asMuchMore || leastTimes * (1 - ROUNDED) <= times && times <= mostTimes * (1 + ROUNDED);
    }

    /** How much an announced size may stand for at most, by those that were proven. */
    long atMost(long announced) {
        if (announced <= 0 || leastTimes == 0) {
            return announced;
        }
        long byTimes = (long) Math.ceil(announced / (leastTimes * (1 - ROUNDED)));
        return Math.max(byTimes, announced - leastMore);
    }

    private static double times(long announced, long length) {
        return (double) announced / Math.max(1, length);
    }
}
