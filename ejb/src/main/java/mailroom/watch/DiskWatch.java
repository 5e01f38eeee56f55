package mailroom.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import mailroom.disk.Disks;
import mailroom.disk.NoSpaceLeft;
import mailroom.disk.Room;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.Meters;
import mailroom.mailbox.MailboxControl;
import mailroom.mailbox.MailboxReport;

/** Tells once that a file system is nearly full, once that it is, and has the mailboxes go on when it no longer is. */
@ApplicationScoped
public class DiskWatch {

    private static final System.Logger LOG = System.getLogger(DiskWatch.class.getName());

    private final Disks disks;
    private final Incidents incidents;
    private final Meters meters;
    private final Instance<MailboxControl> mailboxes;
    private final Set<Path> warned = new HashSet<>();
    private boolean full;

    DiskWatch() {
        this(null, null, null, null);
    }

    @Inject
    public DiskWatch(Disks disks, Incidents incidents, Meters meters, Instance<MailboxControl> mailboxes) {
        this.disks = disks;
        this.incidents = incidents;
        this.meters = meters;
        this.mailboxes = mailboxes;
    }

    /** To be called every few seconds. */
    public synchronized void look() {
        warn();
        Optional<NoSpaceLeft> shortage = disks.shortage();
        if (shortage.isPresent() && !full) {
            full = true;
            tell(
                    IncidentKind.DISK_FULL,
                    "MAILROOM_HOME",
                    shortage.get().getMessage() + "; no mail is taken in until there is room");
        } else if (shortage.isEmpty() && full) {
            full = false;
            LOG.log(System.Logger.Level.INFO, "there is room on the disk again, mail is taken in");
            mailboxes.forEach(control ->
                    control.reports().stream().map(MailboxReport::name).forEach(control::sync));
        }
    }

    private void warn() {
        var rooms = disks.nearlyFull();
        warned.retainAll(rooms.stream().map(Room::path).toList());
        rooms.stream()
                .filter(room -> warned.add(room.path()))
                .forEach(room -> tell(
                        IncidentKind.DISK_NEARLY_FULL,
                        room.name(),
                        room.path() + " has " + Room.words(room.free()) + " left; no mail is taken in below "
                                + Room.words(room.needed())));
    }

    /** The database may be on the full disk itself: the log has it then. */
    private void tell(IncidentKind kind, String subject, String message) {
        LOG.log(System.Logger.Level.WARNING, message);
        meters.incident(kind);
        incidents.record(kind, Optional.empty(), subject, message);
    }
}
