package mailroom.routing.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mailroom.parse.Header;
import mailroom.parse.MailParser;
import mailroom.routing.sieve.RoutingAction.FileInto;
import mailroom.routing.sieve.RoutingAction.Pipe;
import mailroom.routing.sieve.RoutingAction.Redirect;
import org.junit.jupiter.api.Test;

class SieveScriptTest {

    private static final String ORDER = """
            From: "Anna" <anna@shop.example.org>
            To: sales@example.org
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=, Order 4711
            X-Priority: 1

            """;

    @Test
    void pipesByHeader() throws Exception {
        assertThat(decide("if header :contains \"subject\" \"order\" { pipe \"orders\"; }"))
                .containsExactly(new Pipe("orders"));
        assertThat(decide("if header :is \"subject\" \"Grüße, Order 4711\" { pipe \"orders\"; }"))
                .containsExactly(new Pipe("orders"));
        assertThat(decide("if header :matches \"subject\" \"*order ????\" { pipe \"orders\"; }"))
                .containsExactly(new Pipe("orders"));
    }

    @Test
    void pipesByAddressSizeAndExists() throws Exception {
        assertThat(decide("""
                require "fileinto";
                if anyof (address :domain :is "from" "shop.example.org", size :over 1M) { pipe "shop"; }
                if allof (exists "x-priority", not size :over 1K) { fileinto "Urgent"; }
                if address :localpart "from" "anna" { redirect "boss@example.org"; }
                if size :over 1M { pipe "big"; }
                keep;
                """))
                .containsExactly(new Pipe("shop"), new FileInto("Urgent"), new Redirect("boss@example.org"));
    }

    @Test
    void routesByTheAddressThatTheListsShow() throws Exception {
        String script = "if address :domain :is \"from\" \"shop.example.org\" { pipe \"shop\"; }";
        for (String from : List.of(
                "Jörg Müller <o@shop.example.org>",
                "山田太郎 (売店) <o@shop.example.org>",
                "Team: Ann <a@x.org>, \"Ü, Ö\" <o@shop.example.org>;",
                "=?utf-8?Q?evil=40other.org,?= <o@shop.example.org>")) {
            String mail = "X-Long: " + "y".repeat(300_000) + "\nFrom: " + from + "\n\n";
            assertThat(decide(script, mail)).as(from).containsExactly(new Pipe("shop"));
            try (var bytes = new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))) {
                assertThat(MailParser.parse(bytes).from().toString()).contains("o@shop.example.org");
            }
        }
        assertThat(decide(script, "From: \"o@shop.example.org\" <a@x.org>\n\n")).isEmpty();
    }

    @Test
    void seesTheSubjectThatTheListsShow() throws Exception {
        String script = "if header :is \"subject\" \"①② – Grüße\" { pipe \"orders\"; }";
        assertThat(decide(script, "Subject: =?cp932?B?h0CHQQ==?= =?iso-8859-1*de?Q?_=96_Gr=FC=DFe?=\n\n"))
                .containsExactly(new Pipe("orders"));
    }

    @Test
    void discardsWithoutAnyAction() throws Exception {
        assertThat(decide("discard;")).isEmpty();
        assertThat(decide("stop; pipe \"never\";")).isEmpty();
    }

    @Test
    void asksForTheSameThingOnce() throws Exception {
        assertThat(decide("pipe \"orders\"; pipe \"orders\";")).hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatExceptionOfType(ScriptFailed.class).isThrownBy(() -> decide("if header {"));
        assertThatExceptionOfType(ScriptFailed.class).isThrownBy(() -> decide("require \"vacation\";"));
        assertThatExceptionOfType(ScriptFailed.class)
                .isThrownBy(() -> decide("keep;\nlaunch \"rockets\";"))
                .withMessageContaining("launch");
        assertThatExceptionOfType(ScriptFailed.class).isThrownBy(() -> decide("pipe;"));
    }

    @Test
    void boundsActionsOfOneMail() {
        assertThatExceptionOfType(ScriptFailed.class).isThrownBy(() -> decide("pipe \"x\";".repeat(33)));
        assertThatExceptionOfType(ScriptFailed.class)
                .isThrownBy(() -> decide("redirect \"x%d@example.org\";".repeat(6)));
    }

    @Test
    void matchesManyStarsInBoundedTime() {
        Instant start = Instant.now();
        assertThat(Glob.matches("a".repeat(100_000), "*a".repeat(30) + "b")).isFalse();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(Glob.matches("a*b?c", "a\\*b\\?c")).isTrue();
        assertThat(Glob.matches("", "*")).isTrue();
        assertThat(Glob.matches("", "?")).isFalse();
        assertThat(Glob.matches("abcbc", "a*bc")).isTrue();
    }

    private static List<RoutingAction> decide(String script) throws ScriptFailed, IOException {
        return decide(script, ORDER);
    }

    private static List<RoutingAction> decide(String script, String text) throws ScriptFailed, IOException {
        byte[] mail = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return SieveScript.read(script).decide(Header.read(new ByteArrayInputStream(mail)), mail.length);
    }
}
