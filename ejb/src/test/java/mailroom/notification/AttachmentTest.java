package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mailroom.spool.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {

    private static Attachment attachment(String name, String type) {
        return new Attachment("attachments[0]", name, type, Content.of(new byte[1]));
    }

    @Test
    void hasANameOf200CharactersAndNoLongerOne() {
        assertThat(attachment("n".repeat(200), "a/b").name()).hasSize(200);
        assertThatThrownBy(() -> attachment("n".repeat(201), "a/b"))
                .hasMessage("attachments[0].name: at most 200 characters");
    }

    @Test
    void hasATypeOf127CharactersAndNoLongerOne() {
        assertThat(attachment("n", "a/" + "b".repeat(125)).contentType()).hasSize(127);
        assertThatThrownBy(() -> attachment("n", "a/" + "b".repeat(126)))
                .isInstanceOf(NotificationRefused.class)
                .hasMessageStartingWith("attachments[0].contentType: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "", "a/b", "a\\b"})
    void hasANameThatIsNeitherBlankNorAPath(String name) {
        assertThatThrownBy(() -> attachment(name, "a/b"))
                .hasMessage("attachments[0].name: a file's name, not blank and without / and \\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/b", "a/", "a/b;c=d", "multipart/mixed", "MESSAGE/rfc822", "a/b/c"})
    void hasATypeWithASubtypeAlone(String type) {
        assertThatThrownBy(() -> attachment("n", type))
                .hasMessageContaining("type/subtype without parameters, neither multipart nor message");
    }
}
