package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mailroom.console.request.KnownParameters;
import mailroom.mailbox.MailboxReport;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1e2", "", "ten", "99999999999"})
    void refusesALimitOutOfBounds(String limit) {
        assertThatThrownBy(() -> QueryParameters.limit(limit)).hasMessageContaining("1 to 500");
    }

    @Test
    void takesALimitWithinBounds() {
        assertThat(QueryParameters.limit("500")).isEqualTo(500);
        assertThat(QueryParameters.limit(null)).isEqualTo(QueryParameters.DEFAULT_LIMIT);
    }

    @Test
    void readsTimesWithAnyOffset() {
        assertThat(QueryParameters.time("after", "2026-03-29T14:00:00+02:00"))
                .contains(Instant.parse("2026-03-29T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-03-29", "1774785600", "2026-03-29T12:00:00"})
    void refusesOtherTimes(String text) {
        assertThatThrownBy(() -> QueryParameters.time("after", text)).hasMessageContaining("after: allowed is a time");
    }

    @Test
    void namesTheWordsThatAreAllowed() {
        assertThatThrownBy(() -> QueryParameters.word("state", DeliveryState.class, "WAITING"))
                .hasMessageContaining("waiting, done, failed");
        assertThat(QueryParameters.word("state", DeliveryState.class, "done")).contains(DeliveryState.DONE);
    }

    @Test
    void writesStatesInKebabCase() {
        assertThat(QueryParameters.kebab(MailboxReport.State.BACKING_OFF)).isEqualTo("backing-off");
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
