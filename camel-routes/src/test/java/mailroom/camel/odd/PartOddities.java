package mailroom.camel.odd;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import mailroom.camel.odd.Answer.Response;

/** Behaviours of servers that do, or send, a part of what they are asked for. */
public final class PartOddities {

    private PartOddities() {}

    /** This line comes before everything else. */
    public static Behaviour saysFirst(When when, String line) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                if (when.is(command, visit, answer)) {
                    answer.steps().add(0, new Response(line + "\r\n"));
                }
            }
        };
    }

    /** Of each set the lowest so many only, and OK. */
    public static Behaviour doesAtMost(String verb, int most) {
        return new Behaviour() {
            @Override
            public boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
                if (!command.verb().equals(verb)) {
                    return true;
                }
                SortedSet<Long> named = command.uids(folder.uids());
                return named.headSet(mail.uid()).size() < most;
            }
        };
    }

    /** A command with one of these sets is refused, and nothing of it is done. */
    public static Behaviour refusesToDo(String verb, Predicate<SortedSet<Long>> sets, String words) {
        return new Behaviour() {
            private boolean isRefused(Command command, OddFolder folder) {
                return command.verb().equals(verb) && sets.test(command.uids(folder.uids()));
            }

            @Override
            public boolean shows(Command command, Visit visit, OddFolder folder, OddMail mail) {
                return !isRefused(command, folder);
            }

            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                if (visit.folder().filter(folder -> isRefused(command, folder)).isPresent()) {
                    answer.onlyEnd(words);
                }
            }
        };
    }

    /** The connection ends at a response of more bytes. */
    public static Behaviour hangsUpAbove(int bytes) {
        return new Behaviour() {
            @Override
            public void alter(Command command, Visit visit, Answer answer) {
                for (int i = 0; i < answer.steps().size(); i++) {
                    boolean large =
                            answer.steps().get(i) instanceof Response response && response.bytes().length > bytes;
                    if (large) {
                        answer.closeAfter(i);
                        return;
                    }
                }
            }
        };
    }

    /** These are sent without a body. */
    public static Behaviour sendsNil(When when, LongPredicate uids) {
        return Oddities.writes(when, uids, text -> {
            int body = text.indexOf(" BODY[] {");
            return body < 0 ? text : text.substring(0, body) + " BODY[] NIL)\r\n";
        });
    }

    /** These are announced as empty, and sent so as a whole. */
    public static Behaviour empty(LongPredicate uids) {
        return new Behaviour() {
            @Override
            public long size(OddMail mail, long size) {
                return uids.test(mail.uid()) ? 0 : size;
            }

            @Override
            public byte[] section(OddMail mail, Command command, byte[] bytes) {
                return wholes(uids, whole -> new byte[0]).section(mail, command, bytes);
            }
        };
    }

    /** Wholes of these mails are others than the server has; pieces, header and text are right. */
    public static Behaviour wholes(LongPredicate uids, UnaryOperator<byte[]> otherwise) {
        return sections(words -> words.endsWith("BODY.PEEK[])"), uids, otherwise);
    }

    /** Wholes of these mails and pieces of them are others than the server has; header and text are right. */
    public static Behaviour bodies(LongPredicate uids, UnaryOperator<byte[]> otherwise) {
        return sections(words -> words.contains("BODY.PEEK[]"), uids, otherwise);
    }

    private static Behaviour sections(Predicate<String> commands, LongPredicate uids, UnaryOperator<byte[]> otherwise) {
        return new Behaviour() {
            @Override
            public byte[] section(OddMail mail, Command command, byte[] bytes) {
                return commands.test(command.words()) && uids.test(mail.uid()) ? otherwise.apply(bytes) : bytes;
            }
        };
    }

    /** A piece is so long at most. */
    public static Behaviour piecesOf(int bytes) {
        return Oddities.pieces((whole, piece) -> new Behaviour.Piece(
                piece.origin(), Arrays.copyOf(piece.bytes(), Math.min(piece.bytes().length, bytes))));
    }
}
