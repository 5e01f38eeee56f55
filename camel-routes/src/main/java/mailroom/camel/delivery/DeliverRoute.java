package mailroom.camel.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.jms.ConnectionFactory;
import mailroom.camel.host.HostAddresses;
import mailroom.mail.Queues;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The route {@code deliver}: takes the {@link RoutedMail} in the body to the {@link Destination} in a property of the
 * exchange. Whatever headers come along are stripped; the destination sets its own few.
 */
@Dependent
public class DeliverRoute extends RouteBuilder {

    static final String ID = "deliver";
    static final String FROM = "direct:deliver";
    static final String DESTINATION = "mailroomDestination";
    private static final int ENDPOINTS_KEPT_MAX = 100;

    @Resource(lookup = Queues.CONNECTION_FACTORY)
    ConnectionFactory connections;

    private final WebhookLimits limits;
    private final HostAddresses addresses;

    public DeliverRoute() {
        this(null, WebhookLimits.USUAL, HostAddresses.SYSTEM);
    }

    DeliverRoute(ConnectionFactory connections, WebhookLimits limits, HostAddresses addresses) {
        this.connections = connections;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void configure() {
        limits.applyTo(getContext(), addresses);
        getContext().addComponent("jms", new QueueComponent(connections));
        from(FROM)
                .routeId(ID)
                .removeHeaders("*")
                .process(DeliverRoute::write)
                .toD("${exchangeProperty." + DESTINATION + ".endpointUri}", ENDPOINTS_KEPT_MAX);
    }

    private static void write(Exchange exchange) throws Exception {
        RoutedMail mail = exchange.getMessage().getMandatoryBody(RoutedMail.class);
        exchange.getProperty(DESTINATION, Destination.class).write(mail, exchange.getMessage());
    }
}
