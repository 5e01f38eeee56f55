package mailroom.parse.structure;

import java.io.IOException;
import java.io.OutputStream;

/** Takes what the parts of a mail hold, one part after the other. */
@FunctionalInterface
public interface PartSink {

    /** Takes the bytes of one part, decoded; it is closed at their end, or where the mail cannot be read on. */
    OutputStream part(PartHead head) throws IOException;
}
