package mailroom.camel.imap.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedUtf7Test {

    @ParameterizedTest
    @CsvSource({"INBOX,INBOX", "a&-b,a&b", "Gr&APYA3w-e,Größe"})
    void readsAndWritesNames(String wire, String name) {
        assertThat(ModifiedUtf7.decode(wire)).isEqualTo(name);
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire);
    }

    @Test
    void readsACommaAsBase64() {
        assertThat(ModifiedUtf7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-")).isEqualTo("~peter/mail/台北/日本語");
        assertThat(ModifiedUtf7.encode("~peter/mail/台北/日本語")).isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b", "&%%-", "&AGE"})
    void keepsWhatIsNotEncodedAsItIs(String wire) {
        assertThat(ModifiedUtf7.decode(wire)).isEqualTo(wire);
    }
}
