package mailroom.disk;

import jakarta.ejb.ApplicationException;

/** Nothing is taken in or accepted until there is room again; nothing was lost. */
@ApplicationException(rollback = true)
public final class NoSpaceLeft extends RuntimeException {

    private final String withoutPath;

    NoSpaceLeft(Room room) {
        super("no space left on " + room.path() + ", " + room.figures());
        withoutPath = "no space left on the folder " + room.name() + ", " + room.figures();
    }

    /** For who may not know where on this machine the folder is. */
    public String withoutPath() {
        return withoutPath;
    }
}
