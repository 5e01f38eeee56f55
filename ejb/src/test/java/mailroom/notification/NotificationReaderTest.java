package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mailroom.TemporarySpool;
import mailroom.spool.SpoolScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {

    private static final int MOST_ATTACHED_BYTES = 25 * 1024 * 1024;

    private final SpoolScope spool = TemporarySpool.make().scope();

    @AfterEach
    void end() {
        spool.close();
    }

    private Notification read(String json) {
        return NotificationReader.read(json.replace('\'', '"'), spool);
    }

    private Notification readWith(String more) {
        return read("{'to':'a@example.com','subject':'s','text':'t'," + more + "}");
    }

    private void assertRefused(String more, String message) {
        assertThatThrownBy(() -> readWith(more))
                .isInstanceOf(NotificationRefused.class)
                .hasMessage(message);
    }

    private static String repeated(int count, String item) {
        return IntStream.range(0, count)
                .mapToObj(number -> item.formatted(number))
                .collect(Collectors.joining(","));
    }

    @Test
    void readsEachField() throws Exception {
        Notification read = read("{'to':['a@b','c@d'],'cc':'e@f','bcc':['g@h'],'from':'F <i@j>','replyTo':'k@l',"
                + "'subject':'s','text':'t','html':'h','headers':{'X-A':'v'},'sendAt':'2026-01-31T09:30:00+01:00',"
                + "'expiresAt':'2026-01-31T08:30:01Z','relay':'other',"
                + "'attachments':[{'name':'n','contentType':'a/b','content':'AAE='},{'content':'','name':'m'}]}");
        assertThat(read.to()).extracting(Address::spec).containsExactly("a@b", "c@d");
        assertThat(read.cc()).extracting(Address::spec).containsExactly("e@f");
        assertThat(read.bcc()).extracting(Address::spec).containsExactly("g@h");
        assertThat(read.from()).contains(new Address("F", "i", "j"));
        assertThat(read.replyTo()).contains(new Address("", "k", "l"));
        assertThat(read.subject()).isEqualTo("s");
        assertThat(read.text()).contains("t");
        assertThat(read.html()).contains("h");
        assertThat(read.headers()).isEqualTo(Map.of("X-A", "v"));
        assertThat(read.sendAt()).contains(Instant.parse("2026-01-31T08:30:00Z"));
        assertThat(read.expiresAt()).contains(Instant.parse("2026-01-31T08:30:01Z"));
        assertThat(read.relay()).contains("other");
        assertThat(read.attachments())
                .extracting(Attachment::contentType)
                .containsExactly("a/b", "application/octet-stream");
        assertThat(read.attachments().get(0).content().open().readAllBytes()).containsExactly(0, 1);
        assertThat(read.attachments().get(1).content().size()).isZero();
    }

    @Test
    void readsNullAsNotGiven() {
        Notification read =
                readWith("'cc':null,'from':null,'html':null,'attachments':null,'headers':null,'sendAt':null");
        assertThat(read.cc()).isEmpty();
        assertThat(read.from()).isEmpty();
        assertThat(read.html()).isEmpty();
        assertThat(read.attachments()).isEmpty();
        assertThat(read.headers()).isEmpty();
        assertThat(read.sendAt()).isEmpty();
    }

    @Test
    void reads100AddressesAndNotOneMore() {
        assertThat(read("{'subject':'s','text':'t','to':[" + repeated(100, "'a%d@b'") + "]}")
                        .to())
                .hasSize(100);
        assertThatThrownBy(() -> read("{'subject':'s','text':'t','to':[" + repeated(101, "'a%d@b'") + "]}"))
                .hasMessage("to: at most 100 addresses");
    }

    @Test
    void reads50AttachmentsAndNotOneMore() {
        String file = "{'name':'n%d','content':''}";
        assertThat(readWith("'attachments':[" + repeated(50, file) + "]").attachments())
                .hasSize(50);
        assertRefused("'attachments':[" + repeated(51, file) + "]", "attachments: at most 50");
    }

    @Test
    void reads50HeadersAndNotOneMore() {
        assertThat(readWith("'headers':{" + repeated(50, "'X-%d':'v'") + "}").headers())
                .hasSize(50);
        assertRefused("'headers':{" + repeated(51, "'X-%d':'v'") + "}", "headers: at most 50");
    }

    @Test
    void reads25MebibytesOfAttachmentsTogetherAndEndsAtTheFirstByteMore() throws Exception {
        byte[] most = new byte[MOST_ATTACHED_BYTES - 1];
        assertThat(readWith(attachments(most, new byte[1]))
                        .attachments()
                        .get(0)
                        .content()
                        .size())
                .isEqualTo(most.length);
        assertRefused(attachments(most, new byte[2]), "attachments: at most 26214400 bytes together");
    }

    private static String attachments(byte[] first, byte[] second) {
        String file = "{'name':'n','content':'%s'}";
        Base64.Encoder base64 = Base64.getEncoder();
        return "'attachments':[" + file.formatted(base64.encodeToString(first)) + ","
                + file.formatted(base64.encodeToString(second)) + "]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void readsATimeOfTheYears1To9999(String time) {
        assertThat(readWith("'sendAt':'" + time + "'").sendAt()).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void readsNoTimeOfTheYearBeforeOrBehindThose(String time) {
        assertRefused("'sendAt':'" + time + "'", "sendAt: a time in the years 1 to 9999");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'cc':1|cc: an array",
                "'cc':[1]|cc[0]: a string",
                "'from':1|from: a string",
                "'sendAt':'soon'|sendAt: a time as RFC 3339 has it, for example 2026-01-31T09:30:00Z",
                "'attachments':[1]|attachments[0]: an object with name, contentType and content",
                "'attachments':[{'name':'n'}]|attachments[0].content: is required",
                "'attachments':[{'name':'n','content':null}]|attachments[0].content: is required",
                "'attachments':[{'content':''}]|attachments[0].name: is required",
                "'attachments':[{'content':1}]|attachments[0].content: a string",
                "'attachments':[{'content':'%'}]|attachments[0].content: base64 (RFC 4648, 4)",
                "'attachments':[{'size':1}]|attachments[0].body: no other fields than [content, contentType, name]",
                "'attachments':[{'model':1}]|attachments[0].body: no other fields than [content, contentType, name]",
                "'headers':[]|headers: an object of names and strings",
                "'headers':{'X-A':1}|headers: a string",
                "'headers':{'X-A':'1','x-a':'2'}|headers: each name once, whatever its case",
                "'model':1|model: templates are not there yet, give text or html"
            })
    void saysWhichFieldIsWrongAndWhatIsAllowed(String more, String message) {
        assertRefused(more, message);
    }

    @Test
    void saysThatAFieldIsUnknownAndWhichAreKnown() {
        assertThatThrownBy(() -> readWith("'size':1"))
                .hasMessageStartingWith("body: no other fields than [attachments, bcc, cc,");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[]|body: one JSON object",
                "{} {}|body: one JSON object, and nothing after it",
                "{'to':'a@b','to':'a@b'}|body: one JSON object: each name once, at line 1, column 17",
                "{'to' 1}|body: one JSON object: as RFC 8259 has it, at line 1, column 7"
            })
    void saysWhereTheJsonIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(NotificationRefused.class)
                .hasMessage(message);
    }

    @Test
    void readsNoNameOfMoreThanAThousandCharacters() {
        assertThatThrownBy(() -> readWith("'" + "n".repeat(1001) + "':1"))
                .hasMessageStartingWith("body: one JSON object: shorter values");
        assertThatThrownBy(() -> readWith("'" + "n".repeat(1000) + "':1"))
                .hasMessageStartingWith("body: no other fields than");
    }

    @Test
    void passesOnThatTheBytesCannotBeRead() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection is gone");
            }
        };
        InputStream json = new SequenceInputStream(
                new ByteArrayInputStream("{\"to\":".getBytes(StandardCharsets.US_ASCII)), broken);
        assertThatThrownBy(() -> NotificationReader.read(json, spool))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection is gone");
    }
}
