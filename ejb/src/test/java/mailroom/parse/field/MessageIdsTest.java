package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageIdsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <1@x>               | 1@x
            <a b@x>             | a b@x
            no.brackets@x       | no.brackets@x
            <1@x> (comment)     | 1@x
            <1@x> and more      | <1@x> and more
            <1@x> <2@x>         | <1@x> <2@x>
            <<1@x>>             | <<1@x>>
            <open@x             | <open@x
            """)
    void keepsAnIdAsItStands(String field, String id) {
        assertThat(MessageIds.one(field)).contains(id);
    }

    @Test
    void findsTheIdsAmongOtherWords() {
        assertThat(MessageIds.references("Your mail of Monday <a@x> <b c@x>\t<d@x>", 9))
                .containsExactly("a@x", "b c@x", "d@x");
        assertThat(MessageIds.references("a@x, b@x", 9)).containsExactly("a@x", "b@x");
        assertThat(MessageIds.one("  ")).isEmpty();
    }
}
