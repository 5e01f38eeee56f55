package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void quotesAPlainNameOf60CharactersAndEncodesALongerOne() {
        String sixty = "a".repeat(60);
        assertThat(FileName.parameter(sixty)).isEqualTo("filename=\"" + sixty + "\"");
        assertThat(FileName.parameter(sixty + "a"))
                .isEqualTo("filename*0*=utf-8''" + "a".repeat(53) + "; filename*1*=" + "a".repeat(8));
    }

    @Test
    void encodesEachByteThatIsNoLetterDigitDotUnderscoreOrHyphen() {
        assertThat(FileName.parameter("ü\"a-b_c.d/")).isEqualTo("filename*0*=utf-8''%C3%BC%22a-b_c.d%2F");
    }

    @Test
    void beginsAPieceOnceThePieceBeforeHasSixtyCharacters() {
        assertThat(FileName.parameter("ü" + "a".repeat(47))).isEqualTo("filename*0*=utf-8''%C3%BC" + "a".repeat(47));
        assertThat(FileName.parameter("ü" + "a".repeat(48)))
                .isEqualTo("filename*0*=utf-8''%C3%BC" + "a".repeat(47) + "; filename*1*=a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 20, 21, 100, 200})
    void numbersThePieces(int length) {
        String parameter = FileName.parameter("ü".repeat(length));
        String[] pieces = parameter.split("; ");
        assertThat(pieces).allMatch(piece -> piece.length() <= "filename*10*=".length() + 62);
        IntStream.range(0, pieces.length)
                .forEach(number -> assertThat(pieces[number]).startsWith("filename*" + number + "*="));
        assertThat(parameter.replaceAll("(; )?filename\\*\\d+\\*=", "")).isEqualTo("utf-8''" + "%C3%BC".repeat(length));
    }
}
