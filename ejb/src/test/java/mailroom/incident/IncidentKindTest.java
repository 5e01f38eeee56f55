package mailroom.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IncidentKindTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void operatingSaysOfEachKindWhatHappenedAndWhatToDo() throws IOException {
        String operating = Files.readString(Path.of("../docs/operating.md"));
        String table = operating.substring(operating.indexOf("| incident |"));
        table = table.substring(0, table.indexOf("\n\n") + 1);
        assertThat(ROW.matcher(table).results().map((MatchResult row) -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(IncidentKind.values())
                        .map(IncidentKind::word)
                        .toList());
    }

    @Test
    void aKindFitsItsColumn() {
        assertThat(IncidentKind.values())
                .allSatisfy(kind -> assertThat(kind.word()).hasSizeLessThanOrEqualTo(40));
    }
}
