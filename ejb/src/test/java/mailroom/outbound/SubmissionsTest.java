package mailroom.outbound;

import mailroom.EmbeddedDerby;
import mailroom.database.Database;
import org.junit.jupiter.api.AfterAll;

class SubmissionsTest extends SubmissionsContract {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();

    @Override
    Database database() {
        return DERBY.database();
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }
}
