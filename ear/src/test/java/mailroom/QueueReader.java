package mailroom;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The application behind a queue, as a servlet beside Mailroom: each GET of a queue's name takes one message off it, a
 * POST to a queue's JNDI name sends the body as text.
 */
@WebServlet("/*")
public class QueueReader extends HttpServlet {

    private static final long PATIENCE_MS = 500;

    @Resource(lookup = "jms/mailroom/connectionFactory")
    private transient ConnectionFactory connections;

    /** 204 where the queue is empty; else the message's bytes, its properties as headers {@code Property-NAME}. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JMSContext jms = connections.createContext()) {
            var queue = jms.createQueue(request.getPathInfo().substring(1));
            Message message = jms.createConsumer(queue).receive(PATIENCE_MS);
            if (message == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                answer(message, response);
            }
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }

    private static void answer(Message message, HttpServletResponse response) throws JMSException, IOException {
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (!name.toString().startsWith("JMS")) {
                response.setHeader("Property-" + name, message.getStringProperty(name.toString()));
            }
        }
        try (OutputStream out = response.getOutputStream()) {
            out.write(bytes(message));
        }
    }

    private static byte[] bytes(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText().getBytes(StandardCharsets.UTF_8);
        }
        BytesMessage read = (BytesMessage) message;
        byte[] bytes = new byte[(int) read.getBodyLength()];
        read.readBytes(bytes);
        return bytes;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (JMSContext jms = connections.createContext()) {
            Queue queue = InitialContext.doLookup(request.getPathInfo().substring(1));
            TextMessage message = jms.createTextMessage(text);
            request.getParameterMap().forEach((name, values) -> set(message, name, values[0]));
            jms.createProducer().send(queue, message);
        } catch (NamingException e) {
            throw new IOException(e);
        }
    }

    private static void set(Message message, String property, String value) {
        try {
            message.setStringProperty(property, value);
        } catch (JMSException e) {
            throw new IllegalArgumentException("no message has the property " + property, e);
        }
    }
}
