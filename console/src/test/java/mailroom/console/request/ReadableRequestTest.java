package mailroom.console.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableRequestTest {

    private static final String PATH = "/mailroom/api/mails";

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"x\"", "a b", "a|b", "a\\b", "^", "`", "<x>", "%", "%4", "%zz", "%uD800", "a%"})
    void refusesAnAddressThatIsNotWrittenAsRfc3986Wants(String text) {
        assertThatThrownBy(() -> ReadableRequest.requireReadable(PATH + "/" + text, null))
                .hasMessageContaining("path: allowed is");
        assertThatThrownBy(() -> ReadableRequest.requireReadable(PATH, "limit=1&subject=" + text))
                .hasMessageContaining("subject: allowed is");
    }

    @ParameterizedTest
    @CsvSource({
        "a%20b",
        "subject=%7B%7D&limit=1",
        "from=a@b.c",
        "folder=[x]",
        "x=%C3%BC",
        "a=b=c",
        "''",
        "&",
        "=",
        "a=?/:"
    })
    void takesOthers(String query) {
        assertThatCode(() -> ReadableRequest.requireReadable(PATH, query)).doesNotThrowAnyException();
        assertThatCode(() -> ReadableRequest.requireReadable(PATH, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b;q=x", "a/b;q=", "a/b; Q = high, c/d", "*/*;q=1.0.0", "*/*;q=2", "*/*;q=-1", "a/b, c/d;q=NaN"
            })
    void refusesWeightsThatAreNone(String accept) {
        assertThatThrownBy(() -> ReadableRequest.requireWeights(accept)).hasMessageContaining("Accept: allowed is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "garbage",
                "text/html;q=0.9 , */*;q=0.8",
                "a/b;q=1",
                "a/b;q=1.000;x=y",
                "a/b;q=.5",
                "a/b;q=0",
                "a/b;charset=x;q=0.1234"
            })
    void takesOtherWeights(String accept) {
        assertThatCode(() -> ReadableRequest.requireWeights(accept)).doesNotThrowAnyException();
    }
}
