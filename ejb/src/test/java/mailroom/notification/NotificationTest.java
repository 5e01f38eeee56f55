package mailroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mailroom.spool.Content;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    /** A notification of which a test changes one thing. */
    private List<Address> to = addresses(1);

    private List<Address> cc = List.of();
    private List<Address> bcc = List.of();
    private String subject = "s";
    private Optional<String> text = Optional.of("t");
    private Optional<String> html = Optional.empty();
    private List<Attachment> attachments = List.of();
    private Map<String, String> headers = Map.of();
    private Optional<Instant> sendAt = Optional.empty();
    private Optional<Instant> expiresAt = Optional.empty();

    private Notification made() {
        return new Notification(
                to,
                cc,
                bcc,
                Optional.empty(),
                Optional.empty(),
                subject,
                text,
                html,
                attachments,
                headers,
                sendAt,
                expiresAt,
                Optional.empty());
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::made).isInstanceOf(NotificationRefused.class).hasMessage(message);
    }

    private static List<Address> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Address("", "a" + number, "example.com"))
                .toList();
    }

    private static Attachment attachment(int size) {
        return new Attachment("attachments[0]", "n", "a/b", Content.of(new byte[size]));
    }

    @Test
    void goesTo100RecipientsTogetherAndNotToOneMoreOrNobody() {
        to = addresses(50);
        cc = addresses(30);
        bcc = addresses(20);
        assertThat(made().recipients()).as("each once").hasSize(50);
        bcc = addresses(21);
        assertRefused("to: 1 to 100 addresses in to, cc and bcc together");
        to = List.of();
        cc = List.of();
        bcc = addresses(1);
        assertThat(made().recipients()).containsExactly("a0@example.com");
        bcc = List.of();
        assertRefused("to: 1 to 100 addresses in to, cc and bcc together");
    }

    @Test
    void hasASubjectOf500CharactersAndNoLongerOne() {
        subject = "s".repeat(500);
        assertThat(made().subject()).hasSize(500);
        subject = "s".repeat(501);
        assertRefused("subject: at most 500 characters");
    }

    @Test
    void hasBodiesOfFiveMebibytesAndNoLongerOnes() {
        String longest = "b".repeat(5 * 1024 * 1024);
        text = Optional.of(longest);
        html = Optional.of(longest);
        assertThat(made().html()).contains(longest);
        html = Optional.of(longest + "b");
        assertRefused("html: at most 5242880 characters");
        text = html;
        assertRefused("text: at most 5242880 characters");
    }

    @Test
    void hasTextOrHtml() {
        text = Optional.empty();
        html = Optional.of("h");
        assertThat(made().text()).isEmpty();
        html = Optional.empty();
        assertRefused("text: at least one of text and html");
    }

    @Test
    void has50AttachmentsAndNotOneMore() {
        attachments = Collections.nCopies(50, attachment(1));
        assertThat(made().attachments()).hasSize(50);
        attachments = Collections.nCopies(51, attachment(1));
        assertRefused("attachments: at most 50");
    }

    @Test
    void has25MebibytesOfAttachmentsTogetherAndNotOneMore() {
        Attachment large = attachment(25 * 1024 * 1024 - 1);
        attachments = List.of(large, attachment(1));
        assertThat(made().attachments()).hasSize(2);
        attachments = List.of(large, attachment(2));
        assertRefused("attachments: at most 26214400 bytes together");
    }

    private static Map<String, String> headers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(number -> "X-" + number, number -> "v"));
    }

    @Test
    void has50HeadersOf900CharactersAndNotOneMore() {
        headers = headers(50);
        assertThat(made().headers()).hasSize(50).containsKey("x-7");
        headers = headers(51);
        assertRefused("headers: at most 50");
        headers = Map.of("X-A", "v".repeat(900));
        assertThat(made().headers().get("X-A")).hasSize(900);
        headers = Map.of("X-A", "v".repeat(901));
        assertRefused("headers.X-A: at most 900 characters");
    }

    @Test
    void addsNoHeaderThatMailroomWritesItself() {
        headers = Map.of("Bcc", "b@example.com");
        assertThatThrownBy(this::made).hasMessageStartingWith("headers: a header name");
    }

    @Test
    void expiresAfterItIsSent() {
        sendAt = Optional.of(NOW);
        expiresAt = Optional.of(NOW.plusNanos(1));
        assertThat(made().expiresAt()).contains(NOW.plusNanos(1));
        expiresAt = Optional.of(NOW);
        assertRefused("expiresAt: a time after sendAt");
        sendAt = Optional.empty();
        assertThat(made().expiresAt()).contains(NOW);
    }
}
