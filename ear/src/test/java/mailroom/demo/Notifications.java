package mailroom.demo;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import mailroom.RunningMailroom;

/** An application that tells its user of shipments; the mails come back by IMAP into the mailbox notices. */
final class Notifications {

    private final RunningMailroom mailroom;
    private int number;

    Notifications(RunningMailroom mailroom) {
        this.mailroom = mailroom;
    }

    void post() throws IOException {
        number++;
        String note = "Delivery note " + number + "\n1 × Grüße aus Köln\n";
        String json = Json.createObjectBuilder()
                .add("to", Json.createArrayBuilder().add("notices@demo.example"))
                .add("subject", "Your order " + number + " is on its way – Grüße")
                .add("text", "Parcel " + number + " has left our house.\n")
                .add("html", "<p>Parcel <b>" + number + "</b> has left our house.</p>")
                .add(
                        "attachments",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "delivery-note.txt")
                                        .add("contentType", "text/plain")
                                        .add(
                                                "content",
                                                Base64.getEncoder()
                                                        .encodeToString(note.getBytes(StandardCharsets.UTF_8)))))
                .build()
                .toString();
        mailroom.post(
                "/notifications", json, "Idempotency-Key", UUID.randomUUID().toString());
    }
}
