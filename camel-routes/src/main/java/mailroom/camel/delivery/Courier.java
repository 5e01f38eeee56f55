package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;
import mailroom.camel.CamelReady;
import mailroom.camel.mailbox.filing.FolderFiler;
import mailroom.mail.Outcome;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryAction;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DestinationSettings;
import org.apache.camel.ProducerTemplate;

/** Makes one attempt at a delivery, through the route {@code deliver} or into a folder, and says what became of it. */
@ApplicationScoped
class Courier {

    private final CurrentSettings settings;
    private final RoutedMails mails;
    private final Sightings sightings;
    private final FolderFiler folders;
    private volatile ProducerTemplate route;

    Courier() {
        this(null, null, null, null);
    }

    @Inject
    Courier(CurrentSettings settings, RoutedMails mails, Sightings sightings, FolderFiler folders) {
        this.settings = settings;
        this.mails = mails;
        this.sightings = sightings;
        this.folders = folders;
    }

    void begin(@Observes CamelReady ready) {
        route = ready.context().createProducerTemplate();
    }

    /** Whether the attempt must share one transaction with the settling of its row. */
    boolean isTransacted(Delivery delivery) {
        try {
            return delivery.action() == DeliveryAction.PIPE
                    && target(delivery)
                            .map(Destination::of)
                            .filter(Destination::isTransacted)
                            .isPresent();
        } catch (DestinationRefused refused) {
            return false;
        }
    }

    Outcome carry(HeldDelivery held) {
        try {
            return held.get().action() == DeliveryAction.PIPE ? pipe(held) : file(held.get());
        } catch (IOException | RuntimeException e) {
            return Outcomes.of(e);
        }
    }

    private Outcome pipe(HeldDelivery held) throws IOException {
        DestinationSettings target = target(held.get()).orElseThrow(() -> unknown(held.get()));
        Destination destination = Destination.of(target);
        return mails.handOver(held, target.form(), mail -> handOver(mail, destination));
    }

    private Outcome handOver(RoutedMail mail, Destination destination) {
        return Outcomes.of(route.request(DeliverRoute.FROM, exchange -> {
            exchange.setProperty(DeliverRoute.DESTINATION, destination);
            exchange.getMessage().setBody(mail);
        }));
    }

    private Outcome file(Delivery delivery) {
        var places = sightings.of(delivery);
        if (places.isEmpty()) {
            return new Outcome.GiveUp("the mail is no longer in any folder of " + delivery.mailbox());
        }
        boolean there =
                places.stream().anyMatch(place -> place.folder().folder().equals(delivery.destination()));
        var place = places.get(0);
        return there
                ? new Outcome.Done("already in that folder")
                : folders.file(place.folder(), place.uid(), delivery.destination());
    }

    private Optional<DestinationSettings> target(Delivery delivery) {
        return Optional.ofNullable(settings.get().destinations().get(delivery.destination()));
    }

    private DestinationRefused unknown(Delivery delivery) {
        return new DestinationRefused("mailroom.yaml has no destination " + delivery.destination() + "; it has "
                + new TreeSet<>(settings.get().destinations().keySet()));
    }
}
