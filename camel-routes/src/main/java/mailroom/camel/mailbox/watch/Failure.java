package mailroom.camel.mailbox.watch;

import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.fetch.StoreProblem;

/** Why a mailbox stands back, for its report: a kebab-case kind and a sentence without secrets. */
record Failure(String kind, String message) {

    static Failure of(Throwable failure) {
        if (failure instanceof ImapProblem problem) {
            return new Failure(problem.word(), problem.getMessage());
        }
        if (failure instanceof StoreProblem problem) {
            return new Failure(problem.word(), problem.getMessage());
        }
        return new Failure("unexpected-failure", "Mailroom itself failed; its log says how");
    }
}
