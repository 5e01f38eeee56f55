package mailroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The batch engine in the real EAR: what a chunk wrote and sent goes back together when its writer throws, and a restart
 * goes on at the checkpoint. A trigger in PostgreSQL makes the writer throw (docs/adr/0014-the-engine-is-tested-in-the-server-that-ships.md).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int MAILS = 500;
    private static final String NO_MAIL_BECOMES_ROUTED = "if new.state = 2 then raise exception 'by the test'; end if;";
    private static final String NO_MORE_THAN_300_MAILS =
            "if (select count(*) from mail) >= 300 then raise exception 'by the test'; end if;";

    private static PrivatePostgresql postgresql;
    private static PrivateDovecot dovecot;
    private static RunningMailroom mailroom;
    private static Queues queues;

    @BeforeAll
    static void startAll() throws IOException {
        postgresql = PrivatePostgresql.start();
        dovecot = PrivateDovecot.start();
        mailroom = RunningMailroom.unpacked("engine")
                .with("MAIL_PASSWORD", PrivateDovecot.PASSWORD)
                .rules("all.sieve", "if header :contains \"subject\" \"order\" { pipe \"orders\"; }")
                .settings("""
                        mailboxes:
                          - name: all
                            server: imap://127.0.0.1:%d
                            user: all
                            password: ${MAIL_PASSWORD}
                            rules: all.sieve
                        destinations:
                          orders: { uri: "jms:queue:orders" }
                        """.formatted(dovecot.port()));
        postgresql.environment().forEach(mailroom::with);
        queues = Queues.deploy(mailroom, "orders");
        mailroom.start();
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
        if (postgresql != null) {
            postgresql.close();
        }
    }

    @Test
    @Order(1)
    void aChunkWhoseWriterThrowsTakesItsRowsAndItsMessagesBack() throws IOException {
        refuse("update", "progress", NO_MAIL_BECOMES_ROUTED);
        dovecot.append("all", "INBOX", mail("order", 1), mail("order", 2), mail("other", 3));
        Awaitility.await("route-mail has failed and was restarted")
                .atMost(SOON)
                .until(() -> executions("route-mail", "FAILED").size() >= 3);
        assertThat(postgresql.sql("select count(*) from delivery")).isEqualTo("0");
        assertThat(mailroom.get("/incidents").toString())
                .as("no id of a delivery that was rolled back came to the listener")
                .doesNotContain("message-given-up");
        assertThat(queues.take("orders").statusCode()).isEqualTo(204);
        assertThat(mailroom.count("archived")).isEqualTo(3);
        assertThat(mailroom.get("/incidents").getJsonArray("items").stream()
                        .filter(incident -> incident.toString().contains("job-failed")))
                .as("one incident for a row of failures")
                .hasSize(1);

        allow();
        Awaitility.await("a restart completes").atMost(SOON).until(() -> mailroom.count("deliveries", "done") == 2);
        assertThat(mailroom.count("routed")).isEqualTo(3);
        assertThat(queues.takeAll("orders")).hasSize(2);
        assertThat(mailroom.get("/incidents").toString()).doesNotContain("message-given-up");
    }

    @Test
    @Order(2)
    void aRestartGoesOnAtTheCheckpoint() throws IOException {
        byte[][] mails = new byte[MAILS - 3][];
        for (int i = 0; i < mails.length; i++) {
            mails[i] = mail("other", 4 + i);
        }
        dovecot.append("all", "INBOX", mails);
        Awaitility.await("all are routed").atMost(SOON).until(() -> mailroom.count("routed") == MAILS);
        mailroom.stop();
        postgresql.dropAndCreate();
        mailroom.start();
        refuse("insert", "mail", NO_MORE_THAN_300_MAILS);
        mailroom.post("/jobs", "{\"name\": \"rebuild-ledger\", \"parameters\": {}}");
        Awaitility.await("rebuild-ledger has failed")
                .atMost(SOON)
                .until(() -> executions("rebuild-ledger", "FAILED").size() == 1);
        assertThat(postgresql.sql("select count(*) from mail"))
                .as("the first chunk stays")
                .isEqualTo("200");

        allow();
        int failed = executions("rebuild-ledger", "FAILED").get(0).getInt("executionId");
        mailroom.post("/jobs/" + failed + "/restart", "");
        Awaitility.await("rebuild-ledger completes")
                .atMost(SOON)
                .until(() -> executions("rebuild-ledger", "COMPLETED").size() == 1);
        assertThat(reads(executions("rebuild-ledger", "COMPLETED").get(0)))
                .as("what was committed is not read again")
                .isBetween(MAILS - 200, MAILS - 200 + 1);
        assertThat(mailroom.count("mails")).isEqualTo(MAILS);
        assertThat(mailroom.count("sightings")).isEqualTo(MAILS);
        assertThat(mailroom.count("deliveries", "done")).isZero();
    }

    private static int reads(JsonObject execution) {
        return execution
                .getJsonArray("steps")
                .getJsonObject(0)
                .getJsonObject("counts")
                .getInt("READ_COUNT");
    }

    private static List<JsonObject> executions(String job, String status) throws IOException {
        return mailroom.get("/jobs?name=" + job + "&status=" + status).getJsonArray("items").stream()
                .map(item -> item.asJsonObject())
                .toList();
    }

    private static byte[] mail(String subject, int number) {
        return ("From: a@example.org\r\nSubject: " + subject + " " + number + "\r\n\r\ntext\r\n").getBytes(US_ASCII);
    }

    /** From now on the database raises an error where the condition holds, as the last word of a chunk. */
    private static void refuse(String event, String table, String condition) {
        postgresql.sql("create function refuse() returns trigger language plpgsql as $$ begin " + condition
                + " return new; end $$");
        postgresql.sql(
                "create trigger refuse before " + event + " on " + table + " for each row execute function refuse()");
    }

    private static void allow() {
        postgresql.sql("drop function refuse() cascade");
    }
}
