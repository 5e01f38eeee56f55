package mailroom.camel.mailbox.watch;

import java.time.Duration;

/**
 * How often a mailbox stirs while nothing happens.
 *
 * @param idle ends IDLE, which probes the connection and looks at what no push tells of; far below 29 minutes
 * @param answer for the end of IDLE; with {@code idle} it bounds how long a silent connection goes unnoticed
 * @param poll between looks where the server lacks IDLE and the settings name no pause
 * @param list new and vanished folders are noticed
 */
public record Rhythm(Duration idle, Duration answer, Duration poll, Duration list) {

    public static final Rhythm USUAL =
            new Rhythm(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5));
}
