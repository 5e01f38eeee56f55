package mailroom.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
            Text/HTML                                                       | true
            application/json                                                | false
            */*                                                             | false
            none                                                            | false
            """)
    void aPageIsForWhoAsksForOne(String accept, boolean page) {
        assertThat(Refusal.isPageWanted(accept)).isEqualTo(page);
    }

    @Test
    void noTextBecomesAnElementOfThePage() {
        String page = new Refusal(400, "<b>", "\"<script>&").page();
        assertThat(page).contains("&lt;b&gt;", "&quot;&lt;script&gt;&amp;").doesNotContain("<script", "<b>");
    }

    @Test
    void aProblemIsJson() {
        assertThat(Refusal.of(404).problem())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"there is nothing at this address\"}");
    }
}
