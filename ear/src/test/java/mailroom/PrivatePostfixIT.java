package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The relay that other tests trust. */
class PrivatePostfixIT {

    @Test
    void keepsMailAndAnswersNamedRecipientsAsTold() throws IOException {
        try (PrivatePostfix postfix = PrivatePostfix.start()) {
            assertThat(send(postfix, "one@example.com")).startsWith("250");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> postfix.mails().size() == 1);
            assertThat(postfix.mails().get(0)).contains("Delivered-To: one@example.com");

            postfix.answer(Map.of("late@example.com", "451 4.3.0 later", "gone@example.com", "550 5.1.1 gone"));
            assertThat(send(postfix, "late@example.com")).startsWith("451 4.3.0");
            assertThat(send(postfix, "gone@example.com")).startsWith("550 5.1.1");

            postfix.answer(Map.of());
            assertThat(send(postfix, "late@example.com")).startsWith("250");
        }
    }

    /** The last reply of a small session. */
    private static String send(PrivatePostfix postfix, String recipient) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", postfix.port());
                var replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(20_000);
            String reply = replies.readLine();
            for (String command : new String[] {
                "HELO test",
                "MAIL FROM:<from@example.com>",
                "RCPT TO:<" + recipient + ">",
                "DATA",
                "Subject: one\r\n\r\ntext\r\n."
            }) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                reply = replies.readLine();
                if (!reply.matches("[23].*")) {
                    return reply;
                }
            }
            return reply;
        }
    }
}
