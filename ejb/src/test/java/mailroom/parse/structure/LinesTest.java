package mailroom.parse.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private interface Next {
        boolean go(Lines lines) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n-a", "\n\r-ab", "\r-a", "\n----ab\r", "abcdefghijklmnop\n-", "-", "\n"})
    void whatIsPassedOverBeginsOtherwise(String alphabet) throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] text = text(random, alphabet);
            assertThat(lines(text, Lines::nextWithDashes, line -> line.startsWith("--")))
                    .isEqualTo(lines(text, Lines::next, line -> line.startsWith("--")));
            assertThat(lines(text, lines -> lines.nextBeginning('-', 'b'), line -> line.matches("(?s)[-b].*")))
                    .isEqualTo(lines(text, Lines::next, line -> line.matches("(?s)[-b].*")));
        }
    }

    private static byte[] text(Random random, String alphabet) {
        byte[] text = new byte[random.nextInt(round(random))];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return text;
    }

    /** Some fit into the buffer, some do not. */
    private static int round(Random random) {
        return random.nextInt(4) == 0 ? 30_000 : 60;
    }

    private static List<String> lines(byte[] text, Next next, Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        Lines lines = new Lines(inPieces(text));
        while (next.go(lines)) {
            String line = new String(lines.bytes(), lines.start(), lines.length(), StandardCharsets.ISO_8859_1);
            if (lines.begins() && wanted.test(line)) {
                found.add(line);
            }
        }
        return found;
    }

    /** As a network gives them. */
    private static InputStream inPieces(byte[] text) {
        return new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] bytes, int from, int most) {
                return super.read(bytes, from, Math.min(most, 1 + most / 3));
            }
        };
    }
}
