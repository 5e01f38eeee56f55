package mailroom.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private final ChangeLog log = new ChangeLog("ready");

    @Test
    void saysNothingWhereAllIsWell() {
        assertThat(log.change(Map.of())).isEmpty();
    }

    @Test
    void saysOnceWhatFailsAndOnceThatItNoLongerDoes() {
        Map<String, String> database = Map.of("database", "SQLException");
        assertThat(log.change(database)).contains("not ready: {database=SQLException}");
        assertThat(log.change(database)).isEmpty();
        assertThat(log.change(Map.of("database", "SQLException", "archive", "IOException")))
                .contains("not ready: {archive=IOException, database=SQLException}");
        assertThat(log.change(Map.of())).contains("ready again");
        assertThat(log.change(Map.of())).isEmpty();
    }
}
