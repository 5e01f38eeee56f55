package mailroom.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Makes written bytes durable; tests put a failing disk here. */
@FunctionalInterface
interface Fsync {

    Fsync REAL = channel -> channel.force(false);

    void force(FileChannel channel) throws IOException;
}
