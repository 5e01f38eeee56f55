package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailroom.mail.Outcome;
import mailroom.routing.DeliveryAction;
import mailroom.settings.DestinationSettings;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class DeliverRouteTest extends DeliveryFixture {

    @Test
    void stripsEveryHeaderThatComesAlong() {
        try (Webhook webhook = Webhook.answering(200)) {
            for (String target : List.of(webhook.uri("/in"), "jms:queue:orders", "file:" + folder)) {
                Exchange sent = send(mail(), Destination.of(new DestinationSettings("target", target)));
                assertThat(sent.getException()).isNull();
            }
            assertThat(webhook.calls).hasSize(1);
            assertThat(webhook.calls.get(0).path()).isEqualTo("/in");
            assertThat(webhook.calls.get(0).headers().values().toString()).doesNotContain("evil");
            assertThat(jms.sent.get(0).properties()).containsOnlyKeys("mailroomId", "mailroomMailbox", "messageId");
            assertThat(jms.sent.get(0).properties().values().toString()).doesNotContain("evil");
            assertThat(folder.toFile().list()).containsExactly(ID + ".eml");
        }
    }

    @Test
    void namesTheSchemesThatAreAllowed() {
        for (String other : List.of(
                "exec:rm",
                "sql:delete",
                "direct:deliver",
                "jms:queue:a?x=y",
                "file:relative",
                "file:/a?fileExist=Append",
                "file:/${header.x}",
                "https://user:pass@example.com/")) {
            assertThat(carry(other)).as(other).isInstanceOf(Outcome.GiveUp.class);
        }
        assertThat(((Outcome.GiveUp) carry("exec:rm")).reason()).contains("jms:queue:NAME", "file:", "https:");
    }

    @Test
    void namesTheDestinationsThatThereAre() {
        Outcome outcome = courier("file:" + folder).carry(held(DeliveryAction.PIPE, "unknown"));
        assertThat(outcome).isEqualTo(new Outcome.GiveUp("mailroom.yaml has no destination unknown; it has [target]"));
    }
}
