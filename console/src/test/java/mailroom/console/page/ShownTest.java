package mailroom.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void keepsTheLettersOfAllScripts() {
        assertThat(Shown.text("Grüße, 山田太郎, שלום, नमस्ते 👩\u200D🔧"))
                .isEqualTo("Grüße, 山田太郎, שלום, नमस्ते 👩\u200D🔧");
    }

    @Test
    void makesControlCharactersVisible() {
        assertThat(Shown.text("a\r\nb\t\u001b[31m\u0007\u007f\u0085")).isEqualTo("a␍␊b␉␛[31m␇␡[U+0085]");
    }

    @Test
    void takesTheirPowerFromCharactersThatTurnTheDirection() {
        assertThat(Shown.text("Invoice \u202Efdp.exe \u2066x\u2069 \u200Fy"))
                .isEqualTo("Invoice [U+202E]fdp.exe [U+2066]x[U+2069] [U+200F]y");
    }

    @Test
    void showsInvisibleSeparatorsAndHalfCharacters() {
        assertThat(Shown.text("a\u2028b\uFEFFc\uD800d")).isEqualTo("a[U+2028]b[U+FEFF]c\uFFFDd");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(Shown.text("x".repeat(10_000))).hasSize(Shown.LONGEST + 1).endsWith("x…");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "268435456, 256 MiB", "1099511627776, 1.0 TiB"})
    void writesSizes(long bytes, String text) {
        assertThat(Shown.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 5 s ago", "PT2M, 2 min ago", "PT5H, 5 h ago", "P3D, 3 d ago", "PT-30S, in 30 s"})
    void writesHowLongAgo(Duration ago, String text) {
        assertThat(Shown.ago(NOON.minus(ago), NOON)).isEqualTo(text);
    }
}
