package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import mailroom.parse.charset.RawText;
import org.junit.jupiter.api.Test;

/** What is read at a fraction of the cost is read as all else is. */
class UsualFieldsTest {

    private static final int TIMES = 60_000;

    private final Random random = new Random(11);

    @Test
    void addresses() {
        int usual = compare(
                List.of(
                        "Joe Q. Public <joe@example.org>",
                        "\"Public, Joe\" <joe.public+x@mail.example.org>",
                        "joe@example.org",
                        "<joe_1@a-b.example>",
                        "O'Neil & Co <o-neil@example.org>"),
                "a1 .'-_&,:;@()<>\"=?[]\\\t",
                text -> UsualAddress.read(text).map(List::of),
                text -> AddressReader.inParts(text, RawText.LAST_RESORT));
        assertThat(usual).isGreaterThan(TIMES / 100);
    }

    @Test
    void dates() {
        int usual = compare(
                List.of(
                        "Thu, 05 Nov 2026 10:00:00 +0100",
                        "5 Nov 2026 23:59:59 -0530",
                        "Sat, 29 Feb 2020 00:00:00 +0000 (UTC)",
                        "Mon, 31 Dec 1900 07:08:09 +1745 (CEST)"),
                "0123456789 :+-,()MonTueJanFebMarz.",
                text -> UsualDate.read(text).map(DateReading::of),
                DateReader::inWords);
        assertThat(usual).isGreaterThan(TIMES / 100);
    }

    /** @return how many were read as usual ones */
    private <T> int compare(
            List<String> texts, String alphabet, Function<String, Optional<T>> usual, Function<String, T> any) {
        int usuals = 0;
        texts.forEach(text -> assertThat(usual.apply(text)).as(text).isPresent());
        for (int i = 0; i < TIMES; i++) {
            String text = changed(texts.get(random.nextInt(texts.size())), alphabet);
            Optional<T> read = usual.apply(text);
            usuals += read.isPresent() ? 1 : 0;
            read.ifPresent(value -> assertThat(value).as(text).isEqualTo(any.apply(text)));
        }
        return usuals;
    }

    /** One or two characters are others, more or fewer; white space at the ends is cut from fields before. */
    private String changed(String text, String alphabet) {
        StringBuilder changed = new StringBuilder(text);
        for (int times = 1 + random.nextInt(2); times > 0 && !changed.isEmpty(); times--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                case 1 -> changed.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString().strip();
    }
}
