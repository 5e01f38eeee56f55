package mailroom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SightingFactsTest {

    private static String kept(String flags) {
        return new SightingFacts(1, Optional.empty(), flags, 0).flags();
    }

    @Test
    void keepsFlagsOf500CharactersAndCutsLongerOnesAtABlank() {
        String flags = "\\Seen " + "f".repeat(494);
        assertThat(kept(flags)).hasSize(500).isEqualTo(flags);
        assertThat(kept(flags + "f")).isEqualTo("\\Seen");
        assertThat(kept(flags + " \\Draft")).isEqualTo(flags);
        assertThat(kept("f".repeat(501))).isEmpty();
    }

    @Test
    void keepsNoControlCharacterOfAFlag() {
        assertThat(kept("\\Seen\r\n \0a")).isEqualTo("\\Seen a");
    }

    @Test
    void tellsTheAnnouncedSizeWhereItIsNotThatOfTheBytes() {
        SightingFacts facts = new SightingFacts(1, Optional.empty(), "", 0, OptionalLong.of(7), false);
        assertThat(facts.announcedUnless(OptionalLong.of(7))).isEmpty();
        assertThat(facts.announcedUnless(OptionalLong.of(8))).hasValue(7);
        assertThat(facts.announcedUnless(OptionalLong.empty())).hasValue(7);
    }
}
