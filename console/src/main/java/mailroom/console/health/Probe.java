package mailroom.console.health;

/** One thing that must work; it throws where it does not. */
@FunctionalInterface
interface Probe {
    void run() throws Exception;
}
