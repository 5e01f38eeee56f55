package mailroom.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import mailroom.RunningMailroom;

/** What the demo has brought about so far. */
record Figures(long mails, long routed, long delivered, long webhooks, long sent) {

    static Figures of(RunningMailroom mailroom, DemoWebhook webhook) throws IOException {
        JsonObject status = mailroom.get("/status");
        return new Figures(
                status.getJsonNumber("mails").longValue(),
                status.getJsonNumber("routed").longValue(),
                status.getJsonObject("deliveries").getJsonNumber("done").longValue(),
                webhook.received(),
                status.getJsonObject("submissions").getJsonNumber("sent").longValue());
    }

    void requireClosedLoop() {
        if (mails == 0 || routed == 0 || delivered == 0 || webhooks == 0 || sent == 0) {
            throw new IllegalStateException("the demo's loop did not close: " + this);
        }
    }

    @Override
    public String toString() {
        return "mails %d, of them routed %d; delivered %d, by webhook %d; notifications sent %d"
                .formatted(mails, routed, delivered, webhooks, sent);
    }
}
