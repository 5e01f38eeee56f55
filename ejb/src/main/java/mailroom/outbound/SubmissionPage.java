package mailroom.outbound;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next for {@link SubmissionQuery#before()}; empty at the end
 */
public record SubmissionPage(List<Submission> items, Optional<SubmissionPlace> next) {}
