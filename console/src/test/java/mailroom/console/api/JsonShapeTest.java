package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.Test;

class JsonShapeTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void showsAMailboxAsTheContractSays() {
        var folder = new MailboxReport.Folder("INBOX", 7, 42, 41, Optional.of(NOON), 3);
        var problem = new MailboxReport.Problem(ProblemKind.LOGIN_REJECTED, "the server refused the password", NOON);
        var report = new MailboxReport("sales", State.BACKING_OFF, Optional.of(problem), List.of(folder));
        assertThat(json(MailboxJson.of(report)))
                .isEqualTo(
                        parsed(
                                "{\"name\":\"sales\",\"state\":\"backing-off\",\"error\":{\"class\":\"login-rejected\","
                                        + "\"message\":\"the server refused the password\",\"since\":\"2026-03-29T12:00:00Z\"},"
                                        + "\"owed\":0,\"folders\":[{\"name\":\"INBOX\",\"uidValidity\":7,\"highestUid\":42,\"sightings\":41,"
                                        + "\"lastSync\":\"2026-03-29T12:00:00Z\",\"lagSeconds\":3,\"state\":\"ok\",\"owed\":0}]}"));
    }

    @Test
    void leavesOutWhatIsNotThere() {
        var report = new MailboxReport("sales", State.WATCHING, Optional.empty(), List.of());
        assertThat(json(new Page<>(List.of(MailboxJson.of(report)), null)))
                .isEqualTo(
                        parsed("{\"items\":[{\"name\":\"sales\",\"state\":\"watching\",\"owed\":0,\"folders\":[]}]}"));
    }

    private static JsonObject json(Object answer) {
        try (var jsonb = JsonbBuilder.create()) {
            return parsed(jsonb.toJson(answer));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject parsed(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }
}
