package mailroom.camel.odd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mailroom.camel.odd.Answer.Close;
import mailroom.camel.odd.Answer.Response;
import mailroom.camel.odd.Answer.Silence;
import mailroom.camel.odd.Answer.Step;

/** The behaviours that tests lay over a server, each by one sentence. */
public final class Oddities {

    private Oddities() {}

    /** A behaviour that has the last word on some answers. */
    private static Behaviour altering(When when, Consumer<Answer> change) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                if (when.is(command, visit, answer)) {
                    change.accept(answer);
                }
            }
        };
    }

    /** @param words begin with NO or BAD */
    public static Behaviour refuses(When when, String words) {
        return altering(when, answer -> answer.onlyEnd(words));
    }

    /** Says this and nothing else, and then the end of the command. */
    public static Behaviour answers(When when, String said, String end) {
        return altering(when, answer -> {
            answer.onlyEnd(end);
            answer.steps(said.isEmpty() ? List.of() : List.of(new Response(0, Answer.bytes(said))));
        });
    }

    public static Behaviour hangsUp(When when) {
        return altering(when, answer -> answer.closeAfter(0));
    }

    /** @param words follow BYE */
    public static Behaviour saysBye(When when, String words) {
        return altering(when, answer -> {
            answer.onlyEnd("");
            answer.steps(List.of(new Response("* BYE " + words + "\r\n"), new Close()));
        });
    }

    /** The server breaks off after so many responses: by a tagged NO or BAD, by BYE, or by hanging up (empty words). */
    public static Behaviour breaksOff(When when, int after, String words) {
        return altering(when, answer -> {
            if (answer.steps().size() <= after) {
                return;
            }
            answer.closeAfter(after);
            if (words.startsWith("NO") || words.startsWith("BAD")) {
                answer.steps().remove(after);
                answer.end(words);
            } else if (!words.isEmpty()) {
                answer.steps().add(after, new Response("* " + words + "\r\n"));
            }
        });
    }

    /** The server hangs up within a response, after so many bytes of the whole answer. */
    public static Behaviour breaksOffWithin(When when, int bytes) {
        return altering(when, answer -> {
            int left = bytes;
            List<Step> steps = new ArrayList<>();
            for (Step step : answer.steps()) {
                if (step instanceof Response response && response.bytes().length > left) {
                    steps.add(new Response(response.uid(), Arrays.copyOf(response.bytes(), left)));
                    steps.add(new Close());
                    answer.end("");
                    answer.steps(steps);
                    return;
                }
                left -= step instanceof Response response ? response.bytes().length : 0;
                steps.add(step);
            }
        });
    }

    /** OK, but no line for some mails. */
    public static Behaviour leavesOut(When when, LongPredicate uids) {
        return altering(when, answer -> answer.steps()
                .removeIf(
                        step -> step instanceof Response response && response.uid() > 0 && uids.test(response.uid())));
    }

    /** These mails cannot be seen by any command that this is about. */
    public static Behaviour hides(Predicate<Command> when, LongPredicate uids) {
        return new Behaviour() {
            @Override
            public boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
                return !when.test(command) || !uids.test(mail.uid());
            }
        };
    }

    public static Behaviour reorders(When when, long seed) {
        return altering(when, answer -> Collections.shuffle(answer.steps(), new Random(seed)));
    }

    /** A silence before each response. */
    public static Behaviour drips(When when, Duration pause) {
        return altering(
                when,
                answer -> answer.steps(answer.steps().stream()
                        .flatMap(step -> Stream.of(new Silence(pause), step))
                        .toList()));
    }

    /** Before anything comes, a silence for each mail that is asked for. */
    public static Behaviour stallsForEachMail(When when, Duration pause) {
        return altering(when, answer -> answer.steps()
                .add(0, new Silence(pause.multipliedBy(answer.asked().size()))));
    }

    /** Before one of these mails comes, nothing comes for so long. */
    public static Behaviour stallsAt(When when, LongPredicate uids, Duration pause) {
        return altering(when, answer -> {
            List<Step> steps = new ArrayList<>();
            for (Step step : answer.steps()) {
                if (step instanceof Response response && response.uid() > 0 && uids.test(response.uid())) {
                    steps.add(new Silence(pause));
                }
                steps.add(step);
            }
            answer.steps(steps);
        });
    }

    /** What is sent of a mail reads otherwise. */
    public static Behaviour writes(When when, LongPredicate uids, UnaryOperator<String> otherwise) {
        return altering(when, answer -> answer.steps().replaceAll(step -> {
            boolean concerned = step instanceof Response response && response.uid() > 0 && uids.test(response.uid());
            return concerned ? written((Response) step, otherwise) : step;
        }));
    }

    private static Response written(Response response, UnaryOperator<String> otherwise) {
        return new Response(response.uid(), Answer.bytes(otherwise.apply(response.text())));
    }

    /** Any response at all reads otherwise. */
    public static Behaviour says(When when, UnaryOperator<String> otherwise) {
        return altering(when, answer -> answer.steps()
                .replaceAll(step -> step instanceof Response response ? written(response, otherwise) : step));
    }

    public static Behaviour sizes(ToLongFunction<OddMail> size) {
        return new Behaviour() {
            @Override
            public long size(OddMail mail, long real) {
                return size.applyAsLong(mail);
            }
        };
    }

    /** With quotes; empty leaves the item out. */
    public static Behaviour dates(LongPredicate uids, String date) {
        return new Behaviour() {
            @Override
            public String date(OddMail mail, String real) {
                return uids.test(mail.uid()) ? date : real;
            }
        };
    }

    public static Behaviour numbers(String folder, UnaryOperator<Behaviour.Numbers> lie) {
        return new Behaviour() {
            @Override
            public Numbers numbers(OddFolder asked, Visit visit, Numbers real) {
                return asked.name().equals(folder) ? lie.apply(real) : real;
            }
        };
    }

    /** Whole bodies of these mails are others than the server has; pieces are right. */
    public static Behaviour wholeBodies(LongPredicate uids, UnaryOperator<byte[]> otherwise) {
        return new Behaviour() {
            @Override
            public Piece piece(OddMail mail, byte[] whole, Piece piece) {
                boolean concerned = piece.origin() < 0 && uids.test(mail.uid());
                return concerned ? new Piece(-1, otherwise.apply(piece.bytes())) : piece;
            }
        };
    }

    /** @param otherwise gets the whole section and the right piece */
    public static Behaviour pieces(BiFunction<byte[], Behaviour.Piece, Behaviour.Piece> otherwise) {
        return new Behaviour() {
            @Override
            public Piece piece(OddMail mail, byte[] whole, Piece piece) {
                return piece.origin() < 0 ? piece : otherwise.apply(whole, piece);
            }
        };
    }

    /** ESEARCH (RFC 4731) reads otherwise. */
    public static Behaviour esearch(UnaryOperator<String> otherwise) {
        return says(When.verb("UID SEARCH"), text -> text.startsWith("* ESEARCH") ? otherwise.apply(text) : text);
    }

    /** MESSAGELIMIT (RFC 9738): the highest UIDs only, down to the one that is named. */
    public static Behaviour messageLimit(int most) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                List<Long> asked = new ArrayList<>(answer.asked());
                if (!command.verb().equals("UID FETCH") || asked.size() <= most) {
                    return;
                }
                long lowest = asked.get(asked.size() - most);
                answer.steps()
                        .removeIf(step ->
                                step instanceof Response response && response.uid() > 0 && response.uid() < lowest);
                answer.end("OK [MESSAGELIMIT " + most + " " + lowest + "] in part");
            }

            @Override
            public String capabilities(String words) {
                return words + " MESSAGELIMIT=" + most;
            }
        };
    }

    /** These rights on every folder (RFC 4314). */
    public static Behaviour rights(String letters) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                if (command.verb().equals("MYRIGHTS")) {
                    answer.say("* MYRIGHTS " + command.words().strip() + " " + letters);
                    answer.end("OK these");
                }
            }

            @Override
            public String capabilities(String words) {
                return words + " ACL";
            }
        };
    }

    /** One capability is missing. */
    public static Behaviour lacks(String capability) {
        return new Behaviour() {
            @Override
            public String capabilities(String words) {
                return words.replace(" " + capability, "");
            }
        };
    }

    /** Without UIDONLY (RFC 9586) only the newest mails are there. */
    public static Behaviour uidOnly(int shownWithout) {
        return new Behaviour() {
            @Override
            public boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
                if (visit.has("UIDONLY")) {
                    return true;
                }
                List<Long> uids = new ArrayList<>(folder.uids());
                return uids.size() <= shownWithout || mail.uid() >= uids.get(uids.size() - shownWithout);
            }

            @Override
            public Numbers numbers(OddFolder folder, Visit visit, Numbers real) {
                return visit.has("UIDONLY")
                        ? real
                        : new Numbers(
                                Math.min(shownWithout, real.exists()),
                                real.uidValidity(),
                                real.uidNext(),
                                real.highestModSeq());
            }

            @Override
            public String capabilities(String words) {
                return words + " UIDONLY";
            }
        };
    }
}
