package mailroom.camel.delivery;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JMS provider that remembers what is sent; its only queue is {@code orders}. */
final class CapturedMessages {

    record Sent(String queue, byte[] bytes, Map<String, String> properties) {}

    final List<Sent> sent = new ArrayList<>();

    ConnectionFactory connections() {
        return fake(ConnectionFactory.class, (proxy, method, arguments) -> context());
    }

    private JMSContext context() {
        Map<String, String> properties = new HashMap<>();
        byte[][] bytes = {null};
        BytesMessage message = fake(BytesMessage.class, (proxy, method, arguments) -> {
            if (method.getName().equals("writeBytes")) {
                bytes[0] = (byte[]) arguments[0];
            } else if (method.getName().equals("setStringProperty")) {
                properties.put((String) arguments[0], (String) arguments[1]);
            }
            return null;
        });
        JMSProducer producer = fake(JMSProducer.class, (proxy, method, arguments) -> {
            String queue = ((Queue) arguments[0]).getQueueName();
            if (!queue.equals("orders")) {
                throw new InvalidDestinationRuntimeException(queue);
            }
            sent.add(new Sent(queue, bytes[0], properties));
            return proxy;
        });
        return fake(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createBytesMessage" -> message;
            case "createProducer" -> producer;
            case "createQueue" -> fake(Queue.class, (queue, of, none) -> arguments[0]);
            default -> null;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
