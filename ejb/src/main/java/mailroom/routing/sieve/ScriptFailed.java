package mailroom.routing.sieve;

/** A script cannot be read or run; the message names the line where jSieve knows it, and holds nothing of a mail. */
public class ScriptFailed extends Exception {

    public ScriptFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
