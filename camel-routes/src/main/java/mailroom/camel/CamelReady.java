package mailroom.camel;

import org.apache.camel.CamelContext;

/** A CDI event: the Camel context has started, with every route that was a bean then. */
public record CamelReady(CamelContext context) {}
