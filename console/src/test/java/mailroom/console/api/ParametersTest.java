package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mailroom.intake.MailboxReport;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1e2", "", "ten", "99999999999"})
    void refusesALimitOutOfBounds(String limit) {
        assertThatThrownBy(() -> Parameters.limit(limit)).hasMessageContaining("1 to 500");
    }

    @Test
    void takesALimitWithinBounds() {
        assertThat(Parameters.limit("500")).isEqualTo(500);
        assertThat(Parameters.limit(null)).isEqualTo(Parameters.DEFAULT_LIMIT);
    }

    @Test
    void readsTimesWithAnyOffset() {
        assertThat(Parameters.time("after", "2026-03-29T14:00:00+02:00"))
                .contains(Instant.parse("2026-03-29T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-03-29", "1774785600", "2026-03-29T12:00:00"})
    void refusesOtherTimes(String text) {
        assertThatThrownBy(() -> Parameters.time("after", text)).hasMessageContaining("after: allowed is a time");
    }

    @Test
    void namesTheWordsThatAreAllowed() {
        assertThatThrownBy(() -> Parameters.word("state", DeliveryState.class, "WAITING"))
                .hasMessageContaining("waiting, done, failed");
        assertThat(Parameters.word("state", DeliveryState.class, "done")).contains(DeliveryState.DONE);
    }

    @Test
    void writesStatesInKebabCase() {
        assertThat(Parameters.kebab(MailboxReport.State.BACKING_OFF)).isEqualTo("backing-off");
    }

    @Test
    void refusesAnUnknownParameterAndNamesTheKnownOnes() throws NoSuchMethodException {
        var list = DeliveriesResource.class.getMethod("list", String.class, String.class, String.class);
        assertThatThrownBy(() -> KnownParameters.check(list, Map.of("stat", List.of("failed"))))
                .hasMessageContaining("stat: allowed is cursor, limit, state");
        assertThatThrownBy(() -> KnownParameters.check(list, Map.of("state", List.of("failed", "done"))))
                .hasMessageContaining("state: allowed is one value");
    }
}
