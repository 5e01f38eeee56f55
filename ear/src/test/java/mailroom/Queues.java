package mailroom;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another application on the server does with its queues, through {@link QueueReader}. */
record Queues(RunningMailroom mailroom) {

    /** Beside Mailroom, before the server starts, with queues of its own. */
    static Queues deploy(RunningMailroom mailroom, String... own) throws IOException {
        String name = QueueReader.class.getName().replace('.', '/') + ".class";
        Path apps = mailroom.configuration().resolve("apps/queue-reader.war");
        try (var war = new JarOutputStream(Files.newOutputStream(apps));
                var bytes = QueueReader.class.getResourceAsStream("/" + name)) {
            war.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
            bytes.transferTo(war);
        }
        mailroom.local("""
                <server>
                  <messagingEngine id="defaultME">%s</messagingEngine>
                  <webApplication id="queue-reader" location="queue-reader.war" contextRoot="/queue-reader"/>
                </server>
                """.formatted(
                Stream.of(own).map(queue -> "<queue id=\"" + queue + "\"/>").collect(Collectors.joining())));
        return new Queues(mailroom);
    }

    /** Status 204 where the queue is empty. */
    HttpResponse<byte[]> take(String queue) throws IOException {
        return mailroom.getRaw("/queue-reader/" + queue);
    }

    List<HttpResponse<byte[]>> takeAll(String queue) throws IOException {
        List<HttpResponse<byte[]>> all = new ArrayList<>();
        for (HttpResponse<byte[]> next = take(queue); next.statusCode() != 204; next = take(queue)) {
            if (next.statusCode() != 200) {
                throw new IOException("HTTP " + next.statusCode() + " for a message of " + queue);
            }
            all.add(next);
        }
        return all;
    }

    /** @param properties as in a query, for example {@code IdempotencyKey=order-1} */
    void send(String jndiName, String text, String properties) throws IOException {
        mailroom.postTo("/queue-reader/" + jndiName + "?" + properties, text);
    }
}
