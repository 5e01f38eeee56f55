package mailroom.crash;

/** Where in its work a process was when it was killed, by what it has printed. */
enum KillMoment {
    STARTING,
    TAKING_IN,
    STORING,
    IN_SYNC;

    static KillMoment of(String printed) {
        if (!printed.contains(IntakeProcess.STARTED)) {
            return STARTING;
        }
        if (count(printed, TellsWhatItStores.BEGINS) > count(printed, TellsWhatItStores.ENDS)) {
            return STORING;
        }
        return printed.lastIndexOf(IntakeProcess.IN_SYNC) > printed.lastIndexOf(IntakeProcess.AT_WORK)
                ? IN_SYNC
                : TAKING_IN;
    }

    private static long count(String printed, String line) {
        return printed.lines().filter(line::equals).count();
    }
}
