package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.PayloadForm;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationReaderTest {

    @TempDir
    Path folder;

    private Settings read(String name, String uri) throws SettingsRefused {
        return new SettingsReader(new Home(folder), Map.<String, String>of()::get)
                .read("destinations:\n  " + name + ": { uri: \"" + uri + "\" }\n");
    }

    private String refusal(String name, String uri) {
        return catchThrowableOfType(SettingsRefused.class, () -> read(name, uri))
                .problems()
                .get(0)
                .message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jms:queue:orders",
                "jms:topic:a.b/c_d-1",
                "file:/var/spool",
                "file:/",
                "https://h.example.com/in",
                "http://localhost:8080/in",
                "http://127.0.0.1/in"
            })
    void takesQueuesFoldersAndWebhooks(String uri) throws Exception {
        assertThat(read("a", uri).destinations().get("a").uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec:rm",
                "jms:queue:",
                "jms:orders",
                "file:relative",
                "file:/a/../b",
                "file:/a?delete=true",
                "https://u@h/in",
                "https://h/in?a=b",
                "https://h/in#a",
                "https:///in",
                "https://h/a b"
            })
    void takesNothingElseAndNoOptions(String uri) {
        assertThat(refusal("a", uri)).startsWith("must be jms:queue:NAME, jms:topic:NAME, file:/absolute/folder");
    }

    @Test
    void takesClearTextToThisMachineOnly() {
        assertThat(refusal("a", "http://h.example.com/in"))
                .isEqualTo("http:// is for this machine only; write https://");
    }

    @Test
    void takesANameOf100CharactersAndAQueueOf200AndNoLongerOnes() throws Exception {
        assertThat(read("n".repeat(100), "jms:queue:" + "q".repeat(200)).destinations())
                .hasSize(1);
        assertThat(refusal("n".repeat(101), "jms:queue:q"))
                .isEqualTo("the destination's name must match [A-Za-z0-9_-]{1,100}");
        assertThat(refusal("n", "jms:queue:" + "q".repeat(201))).startsWith("must be jms:queue:NAME");
    }

    private Settings readEntry(String entry) throws SettingsRefused {
        Map<String, String> environment = Map.of("GOOD", "0123456789abcdef", "SHORT", "0123456789abcde");
        return new SettingsReader(new Home(folder), environment::get).read("destinations:\n  a: " + entry + "\n");
    }

    private String refusedEntry(String entry) {
        return catchThrowableOfType(SettingsRefused.class, () -> readEntry(entry))
                .getMessage();
    }

    @Test
    void takesAFormAndASecret() throws Exception {
        var read = readEntry("{ uri: \"https://h/in\", as: parts, secret: \"${GOOD}\" }")
                .destinations()
                .get("a");
        assertThat(read.form()).isEqualTo(PayloadForm.PARTS);
        assertThat(read.secret().orElseThrow().reveal()).isEqualTo("0123456789abcdef");
        assertThat(read("a", "jms:queue:q").destinations().get("a").form()).isEqualTo(PayloadForm.RAW);
    }

    @Test
    void refusesAnotherFormAndASecretThatSignsNothing() {
        assertThat(refusedEntry("{ uri: \"https://h/in\", as: xml }"))
                .contains("line 2", "destinations.a.as", "must be raw, json or parts");
        assertThat(refusedEntry("{ uri: \"https://h/in\", secret: \"${SHORT}\" }"))
                .contains("destinations.a.secret", "16 characters or more")
                .doesNotContain("0123456789abcde");
        assertThat(refusedEntry("{ uri: \"https://h/in\", secret: 0123456789abcdef }"))
                .contains("may not stand in the file");
        assertThat(refusedEntry("{ uri: \"jms:queue:q\", secret: \"${GOOD}\" }"))
                .contains("destinations.a.secret", "only https:// and http://");
    }
}
