package mailroom.incident;

import mailroom.EmbeddedDerby;
import mailroom.database.Database;
import org.junit.jupiter.api.AfterAll;

class IncidentsTest extends IncidentsContract {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();

    @AfterAll
    static void end() {
        DERBY.close();
    }

    @Override
    Database database() {
        return DERBY.database();
    }
}
