package mailroom.console.api;

import java.util.Optional;
import mailroom.mail.MailId;

/** Ids in paths; what cannot be an id is found nowhere. */
final class Ids {

    private static final String NUMBER = "[0-9]{1,18}";
    private static final String SHA256 = "[0-9a-f]{64}";

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private Ids() {}

    static boolean isUuid(String text) {
        return text.matches(UUID);
    }

    static Optional<Long> number(String text) {
        return text.matches(NUMBER) ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    static Optional<MailId> mail(String text) {
        return text.matches(SHA256) ? Optional.of(new MailId(text)) : Optional.empty();
    }
}
