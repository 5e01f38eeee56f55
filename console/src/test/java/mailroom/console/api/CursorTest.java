package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void goesOnAfterTheLastOneSeen() {
        assertThat(Cursor.readDescending("deliveries", Cursor.after("deliveries", 42L)))
                .isEqualTo(42);
    }

    @Test
    void beginsWithoutACursor() {
        assertThat(Cursor.readDescending("deliveries", null)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        assertThatThrownBy(() -> Cursor.read("jobs", Cursor.after("deliveries", 42L)))
                .hasMessageContaining("cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "' or 1=1 --", "ZGVsaXZlcmllczpub3QgYSBudW1iZXI", "../../etc/passwd"})
    void refusesWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> Cursor.readDescending("deliveries", text)).hasMessageContaining("cursor");
    }

    @Test
    void endsAListThatHasNoMore() {
        Page<Long> last = Page.of("numbers", List.of(3L, 2L), 2, number -> number, number -> number);
        assertThat(last.items()).containsExactly(3L, 2L);
        assertThat(last.next()).isNull();
    }

    @Test
    void saysWhereAListGoesOn() {
        Page<Long> first = Page.of("numbers", List.of(3L, 2L, 1L), 2, number -> number, number -> number);
        assertThat(first.items()).containsExactly(3L, 2L);
        assertThat(Cursor.readDescending("numbers", first.next())).isEqualTo(2);
    }
}
