package mailroom.mail;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next opaque, for {@link MailQuery#cursor()}; empty at the end
 */
public record MailPage(List<ArchivedMail> items, Optional<String> next) {}
