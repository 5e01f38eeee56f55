package mailroom.outbound;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mailroom.archive.ArchiveHeld;
import mailroom.database.Database;
import mailroom.disk.Disks;
import mailroom.mail.Queues;
import mailroom.notification.Address;
import mailroom.notification.MessageComposer;
import mailroom.notification.Notification;
import mailroom.notification.NotificationRefused;
import mailroom.notification.SafeText;
import mailroom.outbound.redirect.ArchivedMails;
import mailroom.outbound.redirect.RedirectRefused;
import mailroom.outbound.redirect.Trace;
import mailroom.settings.CurrentSettings;
import mailroom.settings.RelaySettings;
import mailroom.spool.Content;
import mailroom.spool.SpoolFolder;
import mailroom.spool.SpoolScope;
import mailroom.spool.SpooledOutput;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Where everything that leaves by SMTP begins: what is accepted here is a row, sent until each recipient is settled. */
@Stateless
public class Outbox {

    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

    public static final String DEFAULT_RELAY = "default";
    public static final int LONGEST_IDEMPOTENCY_KEY = 200;
    /** Until a mail is given up that has no expiry of its own (RFC 5321, 4.5.4.1). */
    public static final Duration LIFETIME = Duration.ofDays(5);

    private static final String UNIQUENESS_VIOLATED = "23505";
    /** Before the keys of callers, so that none is one of {@link #acceptOwn} or {@link #redirect}. */
    private static final String CLIENT = "client:";

    private static final String REDIRECT = "redirect:";

    private final Database database;
    private final Queues queues;
    private final CurrentSettings settings;
    private final ArchivedMails archive;
    private final SpoolFolder spool;
    private final Clock clock;
    private Optional<Disks> disks = Optional.empty();

    /** Serves the container's proxy only. */
    public Outbox() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public Outbox(
            Database database, Queues queues, CurrentSettings settings, ArchivedMails archive, SpoolFolder spool) {
        this(database, queues, settings, archive, spool, Clock.systemUTC());
    }

    public Outbox(
            Database database,
            Queues queues,
            CurrentSettings settings,
            ArchivedMails archive,
            SpoolFolder spool,
            Clock clock) {
        this.database = database;
        this.queues = queues;
        this.settings = settings;
        this.archive = archive;
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * Builds the mail once, writes it with its recipients and wakes a worker, in the caller's transaction if there is one.
     *
     * @param idempotencyKey at most {@link #LONGEST_IDEMPOTENCY_KEY} characters; the same key with the same content
     *     answers the same id and writes nothing
     * @throws NotificationRefused if no mail can be made of it
     * @throws IdempotencyConflict if the key belongs to another content
     * @throws AcceptedMeanwhile if another caller uses the same key in this moment
     * @throws mailroom.disk.NoSpaceLeft until there is room on the disk
     */
    public Accepted accept(Notification notification, Optional<String> idempotencyKey) {
        return accept(notification, idempotencyKey, Optional.empty());
    }

    /**
     * Accepts as {@link #accept(Notification, Optional)} does.
     *
     * @param sender the user who may see what became of it, besides administrators and operators
     */
    public Accepted accept(Notification notification, Optional<String> idempotencyKey, Optional<String> sender) {
        idempotencyKey.ifPresent(key -> SafeText.require("Idempotency-Key", key, LONGEST_IDEMPOTENCY_KEY));
        return take(notification, idempotencyKey.map(key -> CLIENT + key), sender);
    }

    /**
     * As {@link #accept}, for what Mailroom itself sends; no caller can have used the key.
     *
     * @param key neither begins with that of a caller's nor of a redirect
     */
    public Accepted acceptOwn(Notification notification, String key) {
        return take(notification, Optional.of(key), Optional.empty());
    }

    @Inject
    public void setDisks(Disks known) {
        disks = Optional.of(known);
    }

    private Accepted take(Notification notification, Optional<String> idempotencyKey, Optional<String> sender) {
        disks.ifPresent(Disks::require);
        RelaySettings relay = relay(notification.relay().orElse(DEFAULT_RELAY));
        String hash = Fingerprint.of(notification);
        return database.jdbi().inTransaction(handle -> {
            Optional<Accepted> known = idempotencyKey.flatMap(key -> known(handle, key, hash));
            return known.orElseGet(() -> accept(handle, notification, relay, idempotencyKey, hash, sender));
        });
    }

    /** Whether {@link #acceptOwn} took something under this key. */
    public boolean knowsOwn(String key) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from submission where idempotency_key = :key")
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne())
                .isPresent();
    }

    /**
     * Sends an archived mail on as it is, with trace fields before it; the same mail, mailbox and address once. The
     * return path is the default relay's, for automatic mails the null one.
     *
     * @param mail {@code mail.id}
     * @param mailbox whose script wants it
     * @throws RedirectRefused if it would go round, cannot be read or the address is none; the caller's transaction goes on
     * @throws ArchiveHeld if the archive is not there: it can be redirected later
     */
    public Accepted redirect(long mail, String mailbox, String address) {
        try {
            RelaySettings relay = relay(DEFAULT_RELAY);
            String to = Address.parse("redirect", address).spec();
            String hash = Fingerprint.of("redirect", Long.toString(mail), mailbox, to);
            return database.jdbi().inTransaction(handle -> known(handle, REDIRECT + hash, hash)
                    .orElseGet(() -> redirect(handle, mail, mailbox, to, relay, hash)));
        } catch (NotificationRefused refused) {
            throw new RedirectRefused(refused.getMessage());
        }
    }

    /** Whatever a mail holds that nobody thought of, it must not stop the mails behind it. */
    private Trace readableTrace(long mail, String mailbox) {
        try {
            Trace trace = trace(mail);
            trace.refuseLoop(mailbox);
            return trace;
        } catch (RedirectRefused | ArchiveHeld | JdbiException known) {
            throw known;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "mail " + mail + " is not redirected", e);
            throw new RedirectRefused("its header cannot be read; the log has it");
        }
    }

    private Accepted redirect(Handle handle, long mail, String mailbox, String to, RelaySettings relay, String hash) {
        Trace trace = readableTrace(mail, mailbox);
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        Address from = Address.parse("relays." + relay.name() + ".from", relay.from());
        String messageId = "<" + id + "@" + from.domain() + ">";
        NewSubmission row = new NewSubmission(
                id,
                Optional.of(REDIRECT + hash),
                hash,
                relay.name(),
                messageId,
                Optional.empty(),
                trace.isAutomatic() ? ReturnPath.NULL : new ReturnPath(from.spec()),
                "redirect of mail " + mail,
                Content.of(Trace.prefix(mailbox, from, to, id, messageId, now)),
                Optional.of(mail),
                now,
                now.plus(LIFETIME));
        insert(handle, row, List.of(to), now);
        return new Accepted(id, false);
    }

    private Trace trace(long mail) {
        try (InputStream bytes = archive.open(mail)) {
            return Trace.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("mail " + mail + " cannot be read from the archive", e);
        }
    }

    private RelaySettings relay(String name) {
        RelaySettings relay = settings.get().relays().get(name);
        if (relay == null) {
            throw new NotificationRefused(
                    "relay",
                    "one of the relays in mailroom.yaml: "
                            + settings.get().relays().keySet());
        }
        return relay;
    }

    private static Optional<Accepted> known(Handle handle, String key, String hash) {
        return handle.createQuery("select id, content_hash from submission where idempotency_key = :key")
                .bind("key", key)
                .map((row, context) -> {
                    if (!row.getString("content_hash").equals(hash)) {
                        throw new IdempotencyConflict();
                    }
                    return new Accepted(row.getString("id"), true);
                })
                .findOne();
    }

    private Accepted accept(
            Handle handle,
            Notification notification,
            RelaySettings relay,
            Optional<String> key,
            String hash,
            Optional<String> sender) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        Address relayFrom = Address.parse("relays." + relay.name() + ".from", relay.from());
        Address from = notification.from().orElse(relayFrom);
        String messageId = "<" + id + "@" + from.domain() + ">";
        Instant sendAt = notification.sendAt().filter(now::isBefore).orElse(now);
        Instant expires = notification.expiresAt().orElse(sendAt.plus(LIFETIME));
        if (!expires.isAfter(now)) {
            throw new NotificationRefused("expiresAt", "a time in the future");
        }
        try (SpoolScope scope = spool.scope();
                SpooledOutput message = scope.output()) {
            MessageComposer.compose(notification, from, messageId, now, message);
            message.close();
            NewSubmission row = new NewSubmission(
                    id,
                    key,
                    hash,
                    relay.name(),
                    messageId,
                    sender,
                    new ReturnPath(relayFrom.spec()),
                    notification.subject(),
                    message.content(),
                    Optional.empty(),
                    sendAt,
                    expires);
            insert(handle, row, notification.recipients(), now);
        } catch (IOException e) {
            throw new UncheckedIOException("a mail cannot be written to the spool", e);
        }
        return new Accepted(id, false);
    }

    private void insert(Handle handle, NewSubmission row, Collection<String> recipients, Instant now) {
        try {
            row.insert(handle, now);
        } catch (IOException e) {
            throw new UncheckedIOException("a mail cannot be read from the spool", e);
        } catch (UnableToExecuteStatementException e) {
            if (row.key().isPresent()
                    && e.getCause() instanceof SQLException cause
                    && UNIQUENESS_VIOLATED.equals(cause.getSQLState())) {
                throw new AcceptedMeanwhile(e);
            }
            throw e;
        }
        row.insertRecipients(handle, recipients, now);
        if (!row.sendAt().isAfter(now)) {
            queues.submissionReady(row.id());
        }
    }
}
