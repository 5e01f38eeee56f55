package mailroom.watch;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.function.ToLongFunction;
import mailroom.disk.Disks;
import mailroom.disk.Room;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The room on disk as {@code /metrics} shows it; NaN where a folder is not there. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DiskGauges {

    static final String FREE = "mailroom_disk_free_bytes";
    static final String NEEDED = "mailroom_disk_needed_bytes";

    @Inject
    MetricRegistry registry;

    @Inject
    Disks disks;

    @PostConstruct
    void start() {
        for (String folder : disks.names()) {
            gauge(FREE, "Bytes that may still be written in a folder", folder, Room::free);
            gauge(NEEDED, "Below so many free bytes no mail is taken in", folder, Room::needed);
        }
    }

    private void gauge(String name, String description, String folder, ToLongFunction<Room> value) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(
                metadata,
                () -> disks.room(folder)
                        .map(room -> (double) value.applyAsLong(room))
                        .orElse(Double.NaN),
                new Tag("folder", folder));
    }
}
