package mailroom.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/**
 * The error policy of all routes: an exception goes back to the caller at once, whose row decides on the next attempt.
 * Camel itself retries nothing and logs neither exchange nor body.
 */
final class ErrorPolicy {

    private ErrorPolicy() {}

    static void applyTo(CamelContext context) {
        RedeliveryPolicyDefinition once = new RedeliveryPolicyDefinition();
        once.maximumRedeliveries(0)
                .logExhausted(false)
                .logExhaustedMessageHistory(false)
                .logExhaustedMessageBody(false)
                .logStackTrace(false)
                .retriesExhaustedLogLevel(LoggingLevel.DEBUG);
        DefaultErrorHandlerDefinition policy = new DefaultErrorHandlerDefinition();
        policy.setRedeliveryPolicy(once);
        context.getCamelContextExtension().setErrorHandlerFactory(policy);
    }
}
