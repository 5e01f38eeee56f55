package mailroom.camel.imap.connection;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import mailroom.camel.imap.HostileAnswers.Mails;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.UsageGate;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** S25: what the server sends may be compressed, and may not become more than it could be without. */
@Timeout(20)
class CompressionTest {

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);

    private interface Use {
        void with(ImapSession session) throws IOException;
    }

    private byte[] deflated(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 64 * 1024, true)) {
            out.write(text);
            out.flush();
            return bytes.toByteArray();
        }
    }

    /** Says OK to COMPRESS, then this, compressed, whatever is asked. */
    private void serve(Compression compress, byte[] answer, Use use) throws IOException {
        byte[] compressed = deflated(answer);
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE] hello\r\n");
            String tag = talk.hear().split(" ")[0];
            talk.say(tag + " OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] in\r\n");
            talk.answerOk("* CAPABILITY IMAP4rev1 COMPRESS=DEFLATE\r\n");
            tag = talk.hear().split(" ")[0];
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write((tag + " OK compressing\r\n").getBytes(StandardCharsets.US_ASCII));
            both.write(compressed);
            talk.say(both.toByteArray());
            talk.hear();
            talk.hear();
        })) {
            try (ImapSession session = ImapSession.open(
                    server.address(ServerAddress.Tls.NONE),
                    ImapLogin.withPassword("user", new Secret("pw")),
                    new ConnectionTerms(SHORT, UsageGate.FREE, compress))) {
                use.with(session);
            }
        }
    }

    @Test
    void readsWhatIsCompressedAlsoWhereItCameWithTheAnswer() throws IOException {
        Mails mails = new Mails();
        serve(
                Compression.ALWAYS,
                "* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\nM4 OK done\r\n".getBytes(StandardCharsets.US_ASCII),
                session -> session.fetch(new long[] {5}, 1000, mails));
        assertThat(mails.texts).containsExactly("abc");
    }

    @Test
    void s25AnswerThatInflatesTooMuchIsAProtocolError() throws IOException {
        byte[] bomb = ("* OK " + "x".repeat(1000) + "\r\n").repeat(4000).getBytes(StandardCharsets.US_ASCII);
        ImapProblem problem =
                catchThrowableOfType(ImapProblem.class, () -> serve(Compression.ALWAYS, bomb, ImapSession::noop));
        assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(problem).hasMessageContaining("inflates");
    }

    @Test
    void s25BodyThatInflatesBeyondWhatWasAskedForIsAProtocolError() throws IOException {
        byte[] bomb = ("* 1 FETCH (UID 5 BODY[] {900000000}\r\n" + "x".repeat(1_000_000)).getBytes();
        ImapProblem problem = catchThrowableOfType(
                ImapProblem.class,
                () -> serve(Compression.ALWAYS, bomb, session -> session.fetch(new long[] {5}, 1000, new Mails())));
        assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void takesABodyThatInflatesMuch() throws IOException {
        Mails mails = new Mails();
        String body = "A".repeat(8 * 1024 * 1024);
        serve(
                Compression.ALWAYS,
                ("* 1 FETCH (UID 5 BODY[] {" + body.length() + "}\r\n" + body + ")\r\nM4 OK done\r\n").getBytes(),
                session -> session.fetch(new long[] {5}, body.length(), mails));
        assertThat(mails.texts).containsExactly(body);
    }

    @Test
    void s25GarbageInPlaceOfDeflateIsNamed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE] hello\r\n");
                    talk.answerOk("");
                    talk.answerOk("* CAPABILITY IMAP4rev1 COMPRESS=DEFLATE\r\n");
                    talk.answerOk("");
                    talk.hear();
                    talk.say("\u00ff\u00fe* OK\r\n");
                    talk.hear();
                });
                ImapSession session = ImapSession.open(
                        server.address(ServerAddress.Tls.NONE),
                        ImapLogin.withPassword("user", new Secret("pw")),
                        new ConnectionTerms(SHORT, UsageGate.FREE, Compression.ALWAYS))) {
            ImapProblem problem = catchThrowableOfType(ImapProblem.class, session::noop);
            assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        }
    }

    @Test
    void isNotAskedForOnLoopbackUnlessWanted() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE] hello\r\n");
            talk.answerOk("");
            talk.answerOk("");
            talk.hear();
        })) {
            try (ImapSession session = ImapSession.open(
                    server.address(ServerAddress.Tls.NONE),
                    ImapLogin.withPassword("user", new Secret("pw")),
                    ConnectionTerms.of(SHORT))) {
                session.noop();
            }
            assertThat(server.heard()).noneMatch(line -> line.contains("COMPRESS"));
        }
    }
}
