package mailroom.camel.submission;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import mailroom.outbound.Attempt;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The route {@code submit}: hands the {@link Attempt} in the body to its relay and answers each recipient's outcome. */
@Dependent
public class SubmitRoute extends RouteBuilder {

    static final String ID = "submit";
    static final String FROM = "direct:submit";

    @Inject
    RelaySender sender;

    @Override
    public void configure() {
        from(FROM).routeId(ID).removeHeaders("*").process(this::send);
    }

    private void send(Exchange exchange) throws Exception {
        Attempt attempt = exchange.getMessage().getMandatoryBody(Attempt.class);
        exchange.getMessage().setBody(sender.send(attempt));
    }
}
