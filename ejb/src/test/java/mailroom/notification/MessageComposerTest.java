package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import mailroom.TemporarySpool;
import mailroom.spool.SpoolFolder;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageComposerTest {

    private static final SpoolFolder SPOOL = TemporarySpool.make();

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    @Test
    void writesTextAsItWas() throws IOException {
        Message mail = composed("{'to':['a@example.com'],'subject':'Grüße','text':'Größe = 5\\n.\\nfrom \\u2028 €'}");
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(text((TextBody) mail.getBody())).isEqualTo("Größe = 5\r\n.\r\nfrom \u2028 €");
        assertThat(mail.getMessageId()).isEqualTo("<1@example.com>");
        assertThat(mail.getHeader().getField("Auto-Submitted").getBody()).isEqualTo("auto-generated");
        assertThat(mail.getHeader().getFields("MIME-Version")).hasSize(1);
        assertThat(mail.getDate().toInstant()).isEqualTo(NOW);
    }

    @Test
    void joinsTextAndHtmlAsAlternatives() throws IOException {
        Message mail = composed("{'to':'a@example.com','subject':'x','text':'plain','html':'<p>é</p>'}");
        assertThat(mail.getMimeType()).isEqualTo("multipart/alternative");
        Multipart parts = (Multipart) mail.getBody();
        assertThat(parts.getBodyParts())
                .extracting(part -> part.getMimeType())
                .containsExactly("text/plain", "text/html");
    }

    @Test
    void attachesFilesWithNamesInAnyLetters() throws IOException {
        byte[] bytes = {0, 1, 2, 13, 10, 46, 13, 10, (byte) 200};
        String content = Base64.getEncoder().encodeToString(bytes);
        String name = "Übersicht \\\"2026\\\" – ein ziemlich langer Name, der nicht in eine Zeile passt.pdf";
        Message mail = composed("{'to':'a@example.com','subject':'x','text':'t','html':'h','attachments':[{'name':'"
                + name + "','contentType':'application/pdf','content':'" + content + "'}]}");
        assertThat(mail.getMimeType()).isEqualTo("multipart/mixed");
        var file = ((Multipart) mail.getBody()).getBodyParts().get(1);
        assertThat(file.getFilename()).isEqualTo(name.replace("\\\"", "\""));
        assertThat(((BinaryBody) file.getBody()).getInputStream().readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void keepsBlindCopiesOutOfTheHeader() {
        assertThat(bytes("{'to':'a@example.com','bcc':['hidden@example.com'],'subject':'x','text':'t'}"))
                .doesNotContain("hidden")
                .doesNotContainIgnoringCase("bcc");
    }

    @Test
    void keepsLinesShortAndSevenBit() {
        String long900 = "ü".repeat(450) + "x".repeat(400);
        String mail = bytes("{'to':['\\\"Müller, Anna\\\" <a@bücher.example>'],'subject':'" + "é".repeat(500)
                + "','headers':{'X-Long':'" + long900 + "'},'text':'" + "long ".repeat(5000) + "'}");
        assertThat(mail.split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(mail.chars()).allMatch(each -> each < 128);
        assertThat(mail).contains("a@xn--bcher-kva.example");
    }

    @Test
    void readsTemplatesOfOthersLiterally() throws IOException {
        Message mail = composed("{'to':'a@example.com','subject':'${x} #{y} {{z}}','text':'${x}'}");
        assertThat(mail.getSubject()).isEqualTo("${x} #{y} {{z}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'a@example.com\\r\\nBcc: b@example.com','subject':'x','text':'t'}",
                "{'to':'A\\nBcc: b <a@example.com>','subject':'x','text':'t'}",
                "{'to':'a@example.com','subject':'x\\r\\nBcc: b@example.com','text':'t'}",
                "{'to':'a@example.com','subject':'x\\u2028y','text':'t'}",
                "{'to':'a@example.com','subject':'x\\u0000y','text':'t'}",
                "{'to':'a@example.com','subject':'x\\ud800y','text':'t'}",
                "{'to':'a@example.com','subject':'x','text':'t','headers':{'X-A':'b\\rBcc: c'}}",
                "{'to':'a@example.com','subject':'x','text':'t','headers':{'X-A: b\\nBcc':'c'}}",
                "{'to':'a@example.com','subject':'x','text':'t','headers':{'Bcc':'c@example.com'}}",
                "{'to':'a@example.com','subject':'x','text':'t','headers':{'Content-Type':'text/html'}}",
                "{'to':'a@example.com','from':'m@example.com\\nX: y','subject':'x','text':'t'}",
                "{'to':'a@example.com','replyTo':'m@example.com\\nX: y','subject':'x','text':'t'}",
                "{'to':'a@example.com','subject':'x','text':'t','attachments':[{'name':'a\\nb','contentType':'a/b','content':''}]}",
                "{'to':'a@example.com','subject':'x','text':'t','attachments':[{'name':'a','contentType':'a/b\\nX: y','content':''}]}",
                "{'to':'a@example.com','subject':'x','text':'t','attachments':[{'name':'a','contentType':'a/b','content':'%'}]}",
                "{'to':'a@example.com','subject':'x','text':'t','unknown':1}",
                "{'to':'a@example.com','subject':'x','template':'t'}",
                "{'to':'a@example.com','subject':'x'}",
                "{'to':'ä@example.com','subject':'x','text':'t'}",
                "{'to':'a@exa mple.com','subject':'x','text':'t'}",
                "{'to':'a@b@example.com>','subject':'x','text':'t'}",
                "{'to':'a@example.com> SIZE=1','subject':'x','text':'t'}",
                "{'to':[1],'subject':'x','text':'t'}",
                "{'to':[],'subject':'x','text':'t'}",
                "{'to':'a@example.com','subject':'x','text':'t','sendAt':'tomorrow'}",
                "{'to':'a@example.com','subject':'x','text':'t','sendAt':'+999999999-01-01T00:00:00Z'}",
                "{'to':'a@example.com','to':'b@example.com','subject':'x','text':'t'}",
                "{'to':'a@example.com','subject':'x','text':'t','headers':{'X-a':'1','X-A':'2'}}",
                "{'to':'a@example.com','subject':'x','text':'t'} {}",
                "{'to':[[[[[[[[[[[[['a@example.com']]]]]]]]]]]]],'subject':'x','text':'t'}",
                "[]",
                "{",
            })
    void refusesWhatIsNoPlainNotification(String json) {
        assertThatThrownBy(() -> NotificationReader.read(json.replace('\'', '"'), SPOOL.scope()))
                .isInstanceOf(NotificationRefused.class);
    }

    private static Message composed(String json) throws IOException {
        return new DefaultMessageBuilder()
                .parseMessage(new ByteArrayInputStream(bytes(json).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String bytes(String json) {
        Notification notification = NotificationReader.read(json.replace('\'', '"'), SPOOL.scope());
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        Address from = Address.parse("from", "Mailroom <mailroom@example.com>");
        try {
            MessageComposer.compose(notification, from, "<1@example.com>", NOW, mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mail.toString(StandardCharsets.ISO_8859_1);
    }

    private static String text(TextBody body) throws IOException {
        return new String(body.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
