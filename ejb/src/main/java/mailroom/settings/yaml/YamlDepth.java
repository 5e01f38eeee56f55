package mailroom.settings.yaml;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/** Refuses a text that is nested so deeply that whoever goes down into it runs out of stack. */
final class YamlDepth {

    /** The deepest setting is at five. */
    static final int DEEPEST = 30;

    private YamlDepth() {}

    /**
     * @param events are made while they are taken, so that nothing behind the first level too many is looked at
     * @throws ParserException with the place of that level
     */
    static void require(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw new ParserException("it is nested deeper than " + DEEPEST + " levels", event.getStartMark());
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }
}
