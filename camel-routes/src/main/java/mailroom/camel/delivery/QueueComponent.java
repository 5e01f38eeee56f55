package mailroom.camel.delivery;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Serves the scheme {@code jms:} for sending only: it sends one BytesMessage in the caller's JTA transaction, with the
 * headers of the Camel message as its string properties.
 */
final class QueueComponent extends DefaultComponent {

    private final ConnectionFactory connections;

    QueueComponent(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new QueueEndpoint(uri, this, remaining);
    }

    private final class QueueEndpoint extends DefaultEndpoint {

        private final String target;

        QueueEndpoint(String uri, QueueComponent component, String target) {
            super(uri, component);
            this.target = target;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws JMSException {
                    send(exchange, target);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("jms: endpoints only send; message-driven beans receive");
        }
    }

    private void send(Exchange exchange, String target) throws JMSException {
        try (JMSContext jms = connections.createContext()) {
            BytesMessage message = jms.createBytesMessage();
            message.writeBytes(exchange.getMessage().getBody(byte[].class));
            for (Map.Entry<String, Object> header :
                    exchange.getMessage().getHeaders().entrySet()) {
                message.setStringProperty(header.getKey(), header.getValue().toString());
            }
            String name = target.substring(target.indexOf(':') + 1);
            jms.createProducer()
                    .send(target.startsWith("topic:") ? jms.createTopic(name) : jms.createQueue(name), message);
        }
    }
}
