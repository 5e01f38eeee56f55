package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @Test
    void cutsWhatIsLongerThanTheMostAndNoCharacterInHalf() {
        assertThat(PlainText.cut("abc", 3)).isEqualTo("abc");
        assertThat(PlainText.cut("abcd", 3)).isEqualTo("abc");
        assertThat(PlainText.cut("ab cd", 3)).isEqualTo("ab");
        assertThat(PlainText.cut("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00");
        assertThat(PlainText.cut("ab\uD83D\uDE00c", 3)).isEqualTo("ab");
    }

    @Test
    void putsABlankInThePlaceOfAControlCharacterAndNothingInThatOfAByteOrderMark() {
        assertThat(PlainText.of("a\0b\u001fc\u007fd\u009fe")).isEqualTo("a b c d e");
        assertThat(PlainText.of("a~\u00a0 \u00e9")).isEqualTo("a~\u00a0 \u00e9");
        assertThat(PlainText.of("\ufeffa\ufeffb")).isEqualTo("ab");
        assertThat(PlainText.of(" a ")).isEqualTo("a");
    }

    @Test
    void keepsWholeCharactersOfTwoHalvesAndMarksALoneHalf() {
        assertThat(PlainText.of("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
        assertThat(PlainText.of("a\uD800b")).isEqualTo("a\ufffdb");
        assertThat(PlainText.of("a\uDFFF")).isEqualTo("a\ufffd");
        assertThat(PlainText.of("\ud7ff\ue000\u0001a")).isEqualTo("\ud7ff\ue000 a");
    }

    @Test
    void showsTheEscapesThatMayCarryMeaning() {
        assertThat(PlainText.of("a\u000e\u000f\u001bb")).isEqualTo("a\u240e\u240f\u241bb");
        assertThat(PlainText.of("a\r\u0010\u001a\u001cb")).isEqualTo("a    b");
    }

    @ParameterizedTest
    @CsvSource({"13, N <a@b.org>", "12, N <a@b.org>", "11, N <a@b.org>", "10, a@b.org", "7, a@b.org", "6, a@b.or"})
    void cutsTheNameOfAnAddressBeforeTheAddress(int most, String shown) {
        assertThat(new MailAddress("N", "a", "b.org").shown(most)).isEqualTo(shown);
    }

    @Test
    void cutsANameThatIsLongerThanItsRoom() {
        assertThat(new MailAddress("Name", "a", "b.org").shown(14)).isEqualTo("Name <a@b.org>");
        assertThat(new MailAddress("Name", "a", "b.org").shown(13)).isEqualTo("Nam <a@b.org>");
        assertThat(new MailAddress("Name", "", "").shown(3)).isEqualTo("Nam");
        assertThat(new MailAddress("", "a", "b.org").shown(3)).isEqualTo("a@b");
    }
}
