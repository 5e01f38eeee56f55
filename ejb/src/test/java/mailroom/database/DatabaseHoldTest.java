package mailroom.database;

import mailroom.EmbeddedDerby;

class DatabaseHoldTest extends DatabaseHoldContract {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();

    @Override
    Database database() {
        return DERBY.database();
    }
}
