package mailroom.intake;

import mailroom.database.Database;

/** The next row ids, fetched from the sequence a block at a time; one thread at a time. */
final class MailIds {

    private final Database database;
    private long next;
    private long end;

    MailIds(Database database) {
        this.database = database;
    }

    long next() {
        if (next == end) {
            next = database.nextMailIds();
            end = next + Database.ID_BLOCK;
        }
        return next++;
    }
}
