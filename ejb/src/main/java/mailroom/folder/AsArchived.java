package mailroom.folder;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the archive has the mail under one UID, to be held against what the server says of it.
 *
 * @param size of its bytes
 * @param announced the size that the server said, where that is another one
 * @param confirmed the same bytes came twice, asked for in different ways
 */
public record AsArchived(long size, Optional<Instant> internalDate, OptionalLong announced, boolean confirmed) {

    /**
     * As far as size and INTERNALDATE tell, the server has the same mail that it had; what it does not tell proves nothing.
     *
     * @param sizeNow -1 where the server does not say it
     */
    public boolean looksLike(long sizeNow, Optional<Instant> dateNow) {
        return isOfDate(dateNow) && (sizeNow < 0 || announced.orElse(size) == sizeNow);
    }

    private boolean isOfDate(Optional<Instant> dateNow) {
        return dateNow.isEmpty() || internalDate.isEmpty() || internalDate.equals(dateNow);
    }

    /**
     * It may be removed from the server, which still has it and has no more of it than the archive: the bytes are as many
     * as the server says, or came the same twice. That nothing came proves nothing.
     */
    public boolean mayBeRemoved(long sizeNow, Optional<Instant> dateNow) {
        boolean complete = size == sizeNow || confirmed && looksLike(sizeNow, dateNow);
        return size > 0 && complete && isOfDate(dateNow);
    }
}
