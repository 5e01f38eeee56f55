package mailroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

class CorpusOnDerbyIT extends CorpusJourney {

    @Override
    RunningMailroom mailroom() throws IOException {
        return RunningMailroom.unpacked("corpus-on-derby");
    }

    @Override
    void loseDatabase(RunningMailroom stopped) throws IOException {
        try (var paths = Files.walk(stopped.home().resolve("db"))) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
