package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mailroom.camel.imap.terms.ImapTimeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class FolderFactsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            no bytes there               | UID 5 BODY[]<1000> ""          | false
            NIL there                    | UID 5 BODY[]<1000> NIL         | false
            a byte there                 | UID 5 BODY[]<1000> "x"         | true
            the whole mail, a short one  | UID 5 BODY[] "short"           | false
            of another mail              | UID 6 BODY[]<1000> ""          | true
            nothing                      | UID 5 FLAGS ()                 | false
            no mail                      | FLAGS ()                       | true
            """)
    void tellsByTheBytesWhetherAMailIsLarger(String what, String items, boolean larger) throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 1 FETCH (" + items + ")\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            assertThat(new FolderFacts(session).hasMoreThan(1000, 5)).isEqualTo(larger);
            assertThat(server.heard())
                    .anySatisfy(line -> assertThat(line).endsWith("UID FETCH 5 (UID BODY.PEEK[]<1000.1>)"));
        }
    }

    @Test
    void leavesAHeaderOutThatComesInTwoForms() throws Exception {
        String header = "* 1 FETCH (UID 5 BODY[HEADER]<0> {5}\r\na\r\n\r\n)\r\n";
        String other = header.replace("UID 5", "UID 6");
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk(header + other + header + other.replace("a", "b"));
                    talk.hear();
                });
                ImapSession session = server.login(ImapTimeouts.DEFAULT)) {
            List<Long> uids = new ArrayList<>();
            new FolderFacts(session).headers("5:6", (uid, bytes) -> uids.add(uid));
            assertThat(uids).containsExactly(5L);
        }
    }
}
