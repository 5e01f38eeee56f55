package mailroom.camel.mailbox.watch;

import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.fetch.StoreProblem;
import mailroom.mailbox.ProblemKind;

/** Why a mailbox stands back, for its report: a kind and a sentence without secrets. */
record Failure(ProblemKind kind, String message) {

    static Failure of(Throwable failure) {
        if (failure instanceof ImapProblem problem) {
            return new Failure(ProblemKind.of(problem.word()), problem.getMessage());
        }
        if (failure instanceof StoreProblem problem) {
            return new Failure(problem.kind(), problem.getMessage());
        }
        return new Failure(ProblemKind.UNEXPECTED_FAILURE, "Mailroom itself failed; its log says how");
    }
}
