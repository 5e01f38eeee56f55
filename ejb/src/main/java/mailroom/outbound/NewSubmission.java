package mailroom.outbound;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import mailroom.spool.Content;
import org.jdbi.v3.core.Handle;

/** What is written of a submission once and never changes. */
record NewSubmission(
        String id,
        Optional<String> key,
        String hash,
        String relay,
        String messageId,
        Optional<String> sender,
        ReturnPath returnPath,
        String subject,
        Content message,
        Optional<Long> mail,
        Instant sendAt,
        Instant expires) {

    /** To be sent from now on, or at its time. */
    void insert(Handle handle, Instant now) throws IOException {
        handle.createUpdate("insert into submission (id, idempotency_key, content_hash, relay, message_id,"
                        + " return_path, subject, message, mail_id, state, created_at, send_at, expires_at,"
                        + " next_attempt_at, woken_at, sender) values (:id, :key, :hash, :relay, :messageId, :returnPath,"
                        + " :subject, :message, :mail, 'QUEUED', :now, :sendAt, :expires, :sendAt, :now, :sender)")
                .bind("id", id)
                .bind("sender", sender.orElse(null))
                .bind("key", key.orElse(null))
                .bind("hash", hash)
                .bind("relay", relay)
                .bind("messageId", messageId)
                .bind("returnPath", returnPath.toString())
                .bind("subject", subject)
                .bind("message", SubmissionContent.inRow(message))
                .bind("mail", mail.orElse(null))
                .bind("now", now.toEpochMilli())
                .bind("sendAt", sendAt.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
        SubmissionContent.insert(handle, id, message);
    }

    void insertRecipients(Handle handle, Collection<String> recipients, Instant now) {
        var batch = handle.prepareBatch("insert into recipient (submission_id, address, state, attempts,"
                + " next_attempt_at, created_at) values (:id, :address, 'QUEUED', 0, :sendAt, :now)");
        for (String address : recipients) {
            batch.bind("id", id)
                    .bind("address", address)
                    .bind("now", now.toEpochMilli())
                    .bind("sendAt", sendAt.toEpochMilli())
                    .add();
        }
        batch.execute();
    }
}
