package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateFieldTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue, 14 Nov 2023 22:13:20 +0000",
                "14 Nov 2023 22:13:20 +0100",
                "Sat, 4 Nov 2023 22:13 -0730",
                "Thu, 29 Feb 2024 00:00:00 +1400 (LINT)",
                "TUE, 14 NOV 2023 22:13:20 -0000"
            })
    void readsTheUsualFormAsTheLenientParserDoes(String body) {
        assertThat(DateField.usual(body)).contains(lenient(body));
    }

    @Test
    void passesOverAWrongNameOfTheDayAndFurtherSpaces() {
        assertThat(DateField.usual(" Tue,  4 Nov 2023 22:13:20 +0000")).contains(Instant.parse("2023-11-04T22:13:20Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tue,",
                "Tue, 14 Nov 23 22:13:20 +0000",
                "Tue, 14 Nov 2023 22:13:20 GMT",
                "Tue, 14 ovD 2023 22:13:20 +0000",
                "Tue, 31 Feb 2023 22:13:20 +0000",
                "Tue, -1 Nov 2023 22:13:20 +0000",
                "Tue, 14 Nov 2023 25:13:20 +0000",
                "Tue, 14 Nov 2023 22:13:20 +9900",
                "Tue, 14 Nov 2023 22:13:20 +0000 and more",
                "2023-11-14T22:13:20Z"
            })
    void leavesEverythingElseToTheLenientParser(String body) {
        assertThat(DateField.usual(body)).isEmpty();
    }

    private static Instant lenient(String body) {
        DateTimeField field = DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", body), null);
        return field.getDate().toInstant();
    }
}
