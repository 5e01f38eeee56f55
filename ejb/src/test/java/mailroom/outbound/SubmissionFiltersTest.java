package mailroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mailroom.EmbeddedDerby;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every combination of filters lists what looking at each submission alone finds, page by page. */
class SubmissionFiltersTest {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private static final int SUBMISSIONS = 4000;
    /** Several are accepted in the same millisecond. */
    private static final int AT_THE_SAME_TIME = 7;

    private final Submissions submissions = new Submissions(DERBY.database());

    @BeforeAll
    static void submissions() {
        DERBY.database().jdbi().useTransaction(handle -> {
            var rows = handle.prepareBatch("insert into submission (id, content_hash, relay, message_id, return_path,"
                    + " state, created_at, send_at, expires_at, sender) values (?, '', 'default', '<x@y>', '<a@b.example>',"
                    + " ?, ?, 0, 0, ?)");
            var recipients = handle.prepareBatch("insert into recipient (submission_id, address, state, attempts,"
                    + " next_attempt_at, created_at) values (?, ?, 'SENT', 1, 0, ?)");
            for (int number = 0; number < SUBMISSIONS; number++) {
                long created = number / AT_THE_SAME_TIME;
                rows.add(id(number), state(number).name(), created, sender(number));
                recipients.add(id(number), address(number), created);
                recipients.add(id(number), "all@example.com", created);
            }
            rows.execute();
            recipients.execute();
        });
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    @Test
    void everyCombinationFindsWhatALookAtEachSubmissionFinds() {
        for (String state : List.of("", "SENT", "FAILED", "UNCERTAIN")) {
            for (String recipient :
                    List.of("", "a@example.com", "rare@example.com", "all@example.com", "no@example.com")) {
                for (String sender : List.of("", "shop", "former", "nobody")) {
                    assertThat(listed(state, recipient, sender))
                            .as(state + " " + recipient + " " + sender)
                            .containsExactlyElementsOf(expected(state, recipient, sender));
                }
            }
        }
    }

    private List<String> listed(String state, String recipient, String sender) {
        List<String> ids = new ArrayList<>();
        Optional<SubmissionPlace> place = Optional.empty();
        do {
            SubmissionPage page = submissions.list(new SubmissionQuery(
                    given(state).map(RecipientState::valueOf), given(recipient), given(sender), place, 300));
            page.items().forEach(item -> ids.add(item.id()));
            place = page.next().map(next -> SubmissionPlace.of(next.text()).orElseThrow());
        } while (place.isPresent());
        return ids;
    }

    private static List<String> expected(String state, String recipient, String sender) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < SUBMISSIONS; number++) {
            boolean addressed =
                    recipient.equals("all@example.com") || address(number).equals(recipient);
            if ((state.isEmpty() || state(number).name().equals(state))
                    && (recipient.isEmpty() || addressed)
                    && (sender.isEmpty() || sender(number).equals(sender))) {
                numbers.add(number);
            }
        }
        numbers.sort((a, b) ->
                a / AT_THE_SAME_TIME == b / AT_THE_SAME_TIME ? id(b).compareTo(id(a)) : Integer.compare(b, a));
        return numbers.stream().map(SubmissionFiltersTest::id).toList();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(word -> !word.isEmpty());
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%08x-0000-4000-8000-000000000000", number * 2_654_435_761L & 0xffffffffL);
    }

    private static RecipientState state(int number) {
        return number % 501 == 0 ? RecipientState.FAILED : RecipientState.SENT;
    }

    private static String address(int number) {
        return number % 1301 == 5 ? "rare@example.com" : number % 2 == 0 ? "a@example.com" : "b@example.com";
    }

    private static String sender(int number) {
        return number < 30 ? "former" : number % 6 == 3 ? "shop" : "crm";
    }
}
