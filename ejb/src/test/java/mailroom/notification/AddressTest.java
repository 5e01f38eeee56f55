package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static Address parse(String text) {
        return Address.parse("to", text);
    }

    private static String refusal(String text) {
        try {
            return parse(text).toString();
        } catch (NotificationRefused refused) {
            assertThat(refused.field()).isEqualTo("to");
            return refused.getMessage();
        }
    }

    @Test
    void readsAnAddressAloneOrWithAName() {
        assertThat(parse(" anna@example.com ")).isEqualTo(new Address("", "anna", "example.com"));
        assertThat(parse("Anna <anna@example.com>")).isEqualTo(new Address("Anna", "anna", "example.com"));
        assertThat(parse("<anna@example.com>")).isEqualTo(new Address("", "anna", "example.com"));
        assertThat(parse("Anna <anna@example.com>").spec()).isEqualTo("anna@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"Müller, Anna\" <a@b>|Müller, Anna",
                "\"a \\\"b\\\" \\\\\" <a@b>|a \"b\" \\",
                "\"\" <a@b>|``",
                "\" <a@b>|\"",
                "\"a <a@b>|\"a",
                "a\" <a@b>|a\""
            })
    void takesTheQuotesOfANameAway(String text, String name) {
        assertThat(parse(text).name()).isEqualTo(name);
    }

    @Test
    void readsALocalPartOf64CharactersAndNoLongerOne() {
        assertThat(parse("a".repeat(64) + "@b").local()).hasSize(64);
        assertThat(refusal("a".repeat(65) + "@b")).contains("at most 64 characters");
    }

    @Test
    void readsAnAddressOf254CharactersAndNoLongerOne() {
        String local = "a".repeat(64);
        String domain = ("b".repeat(62) + ".").repeat(2) + "c".repeat(63);
        assertThat(parse(local + "@" + domain).spec()).hasSize(254);
        String longer = ("b".repeat(62) + ".").repeat(2) + "c".repeat(61) + ".de";
        assertThat(refusal(local + "@" + longer)).isEqualTo("to: an address has at most 254 characters");
    }

    @Test
    void readsANameOf200CharactersAndNoLongerOne() {
        assertThat(parse("n".repeat(200) + " <a@b>").name()).hasSize(200);
        assertThat(refusal("n".repeat(201) + " <a@b>")).isEqualTo("to: a name has at most 200 characters");
    }

    @Test
    void readsATextThatIsTwiceAsLongAsAnAddressAndANameAndNoLongerOne() {
        String padding = " ".repeat(2 * 254 + 200 - "a@b".length());
        assertThat(parse("a@b" + padding).spec()).isEqualTo("a@b");
        assertThat(refusal("a@b " + padding)).isEqualTo("to: at most 708 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@b", "ab", "a@", "", "<>", "Anna <@b>"})
    void refusesWhatHasNoLocalPartOrNoDomain(String text) {
        assertThat(refusal(text)).startsWith("to: ");
    }

    @Test
    void readsALocalPartOfOneCharacter() {
        assertThat(parse("a@b")).isEqualTo(new Address("", "a", "b"));
        assertThat(parse("\"@\"@b").local()).isEqualTo("\"@\"");
    }

    @Test
    void writesADomainInOtherLettersInItsAsciiForm() {
        assertThat(parse("a@bücher.example").domain()).isEqualTo("xn--bcher-kva.example");
        assertThatThrownBy(() -> parse("a@-b.example"))
                .isInstanceOf(NotificationRefused.class)
                .hasMessageContaining("is a domain name");
        assertThat(refusal("a@" + "b".repeat(64))).contains("is a domain name");
        assertThat(parse("a@" + "b".repeat(63)).domain()).hasSize(63);
    }
}
