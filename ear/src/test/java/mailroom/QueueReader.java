package mailroom;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;

/** The application behind a queue, as a servlet beside Mailroom: each GET of a queue's name takes one message off it. */
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
                answer((BytesMessage) message, response);
            }
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }

    private static void answer(BytesMessage message, HttpServletResponse response) throws JMSException, IOException {
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (!name.toString().startsWith("JMS")) {
                response.setHeader("Property-" + name, message.getStringProperty(name.toString()));
            }
        }
        byte[] bytes = new byte[(int) message.getBodyLength()];
        message.readBytes(bytes);
        try (OutputStream out = response.getOutputStream()) {
            out.write(bytes);
        }
    }
}
