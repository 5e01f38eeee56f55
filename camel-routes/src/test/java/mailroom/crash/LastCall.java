package mailroom.crash;

import java.io.IOException;

/** A kind of call by which something becomes durable: a place to die at. */
interface LastCall {

    String name();

    /** Runs until in sync, unless there is an n-th such call: there it is killed. */
    Victim start(CrashSite site, int n) throws IOException;
}
