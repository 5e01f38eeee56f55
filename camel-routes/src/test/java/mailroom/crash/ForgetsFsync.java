package mailroom.crash;

import mailroom.archive.Segments;
import mailroom.database.Database;
import mailroom.home.Home;

/** The negative control for power failures: leaves what it writes to the operating system. */
final class ForgetsFsync extends Segments {

    ForgetsFsync(Home home, Database database) {
        super(home, database);
    }

    @Override
    public void force() {}
}
