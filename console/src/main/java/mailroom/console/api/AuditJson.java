package mailroom.console.api;

import java.time.Instant;
import mailroom.audit.Audit;

/** @param object a mail's id, a search, a mailbox's name, a delivery's or an execution's id */
public record AuditJson(long id, Instant at, String who, String action, String object) {

    static AuditJson of(Audit.Entry entry) {
        return new AuditJson(entry.id(), entry.at(), entry.who(), entry.action(), entry.object());
    }
}
