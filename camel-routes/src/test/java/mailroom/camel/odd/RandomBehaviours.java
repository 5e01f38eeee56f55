package mailroom.camel.odd;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import mailroom.camel.odd.Behaviour.Numbers;
import mailroom.camel.odd.Behaviour.Piece;

/** Behaviours of random kinds at random places; the same for the same seed. */
public final class RandomBehaviours {

    private static final List<String> REFUSALS = List.of(
            "NO FETCH failed",
            "BAD internal error",
            "NO [UNAVAILABLE] try later",
            "NO [SERVERBUG] oh",
            "NO [LIMIT] enough",
            "BAD Command Argument Error. 12");

    private static final List<String> KINDS = List.of(
            "refuses",
            "refuses",
            "refusesOpenings",
            "bye",
            "hangsUp",
            "breaksOff",
            "breaksOffWithin",
            "leavesOutBodies",
            "leavesOutOfListings",
            "hides",
            "reorders",
            "drips",
            "sizes",
            "numbers",
            "wrongBodies",
            "grammar",
            "limits",
            "extensions",
            "removals",
            "oneWay");

    /** Commands that a server is asked only because it offers them, some by what they hold. */
    private static final List<String> EXTENSIONS = List.of(
            "IDLE",
            "STATUS",
            "ENABLE",
            "ID",
            "UID SEARCH with RETURN",
            "EXAMINE with (",
            "LIST with RETURN",
            "UID FETCH with CHANGEDSINCE");

    private final Random random;
    private final int mails;
    private String last = "";

    /** @param mails about as many as a folder has */
    public RandomBehaviours(Random random, int mails) {
        this.random = random;
        this.mails = mails;
    }

    /** The kind of the one that {@link #next} gave last, for a report. */
    public String last() {
        return last;
    }

    public Behaviour next() {
        int kind = random.nextInt(KINDS.size());
        last = KINDS.get(kind);
        return switch (kind) {
            case 0, 1 -> Oddities.refuses(when(), words());
            case 2 -> Oddities.refuses(When.opening().each(2 + random.nextInt(3)), words());
            case 3 -> Oddities.saysBye(sometimes(when()), "going down");
            case 4 -> Oddities.hangsUp(sometimes(when()));
            case 5 -> Oddities.breaksOff(perhapsOnce(When.bodies()), 1 + random.nextInt(mails), broken());
            case 6 -> Oddities.breaksOffWithin(sometimes(When.bodies()), 50 + random.nextInt(20_000));
            case 7 -> Oddities.leavesOut(perhapsOnce(When.bodies()), some());
            case 8 -> Oddities.leavesOut(perhapsOnce(When.listing()), some());
            case 9 -> Oddities.hides(command -> command.verb().startsWith("UID "), some());
            case 10 -> Oddities.reorders(When.verb("UID FETCH"), random.nextLong());
            case 11 -> Oddities.drips(sometimes(When.verb("UID FETCH")), Duration.ofMillis(1));
            case 12 -> sizes();
            case 13 -> numbers();
            case 14 -> wrongBodies();
            case 15 -> grammar();
            case 16 -> limits();
            case 17 -> extensions();
            case 18 -> removals();
            default -> oneWay();
        };
    }

    private Behaviour extensions() {
        String[] command = EXTENSIONS.get(random.nextInt(EXTENSIONS.size())).split(" with ");
        When when = When.verb(command[0])
                .and((heard, visit, answer) ->
                        command.length == 1 || heard.words().contains(command[1]));
        return random.nextInt(4) == 0
                ? Oddities.hangsUp(sometimes(when))
                : Oddities.refuses(perhapsOnce(when), words());
    }

    /** What takes mails off the server is refused, done in part, or the connection breaks at it. */
    private Behaviour removals() {
        String verb =
                List.of("UID STORE", "UID EXPUNGE", "UID MOVE", "UID COPY").get(random.nextInt(4));
        int most = 1 + random.nextInt(20);
        LongPredicate locked = some();
        return switch (random.nextInt(5)) {
            case 0 -> PartOddities.doesAtMost(verb, most);
            case 1 -> PartOddities.refusesToDo(verb, set -> set.size() > most, words());
            case 2 -> PartOddities.refusesToDo(verb, set -> set.stream().anyMatch(locked::test), words());
            case 3 -> Oddities.hangsUp(sometimes(When.verb(verb)));
            default -> Oddities.refuses(sometimes(When.verb("SELECT")), words());
        };
    }

    /** Some mails come in pieces, or header and text apart, and not as a whole. */
    private Behaviour oneWay() {
        LongPredicate some = some();
        When when = random.nextBoolean() ? When.wholes() : When.wholes().or(When.pieces());
        return switch (random.nextInt(5)) {
            case 0 -> Oddities.refuses(when.of(some), words());
            case 1 -> Oddities.leavesOut(when, some);
            case 2 -> Oddities.hangsUp(perhapsOnce(when.of(some)));
            case 3 -> PartOddities.sendsNil(When.wholes(), some);
            default -> PartOddities.empty(some);
        };
    }

    private String words() {
        return REFUSALS.get(random.nextInt(REFUSALS.size()));
    }

    private String broken() {
        return List.of("", "BYE enough", "NO enough", "BAD broken").get(random.nextInt(4));
    }

    private LongPredicate some() {
        int divisor = 2 + random.nextInt(20);
        int rest = random.nextInt(divisor);
        return uid -> uid % divisor == rest;
    }

    private When when() {
        When of = random.nextBoolean() ? When.bodies() : When.looking();
        return perhapsOnce(random.nextBoolean() ? of.of(some()) : sometimes(of));
    }

    private When sometimes(When when) {
        return when.each(2 + random.nextInt(4));
    }

    private When perhapsOnce(When when) {
        return random.nextInt(3) == 0 ? when.times(1 + random.nextInt(3)) : when;
    }

    private Behaviour sizes() {
        int kind = random.nextInt(4);
        LongPredicate some = some();
        boolean all = random.nextBoolean();
        return Oddities.sizes(mail -> {
            long real = mail.bytes().length;
            long lie =
                    switch (kind) {
                        case 0 -> real * 3;
                        case 1 -> real + 29;
                        case 2 -> real / 3;
                        default -> 0;
                    };
            return all || some.test(mail.uid()) ? lie : real;
        });
    }

    private Behaviour numbers() {
        int off = random.nextInt(7) - 3;
        int kind = random.nextInt(4);
        return Oddities.numbers("INBOX", real -> switch (kind) {
            case 0 ->
                new Numbers(Math.max(0, real.exists() + off), real.uidValidity(), real.uidNext(), real.highestModSeq());
            case 1 ->
                new Numbers(real.exists(), real.uidValidity(), Math.max(1, real.uidNext() + off), real.highestModSeq());
            case 2 -> new Numbers(real.exists(), real.uidValidity(), -1, real.highestModSeq());
            default ->
                new Numbers(real.exists(), real.uidValidity(), real.uidNext(), Math.max(1, real.highestModSeq() + off));
        });
    }

    private Behaviour wrongBodies() {
        LongPredicate some = some();
        int kept = random.nextInt(80);
        return random.nextBoolean()
                ? Oddities.wholeBodies(some, whole -> Arrays.copyOf(whole, Math.min(kept, whole.length)))
                : Oddities.pieces((whole, piece) ->
                        new Piece(0, Arrays.copyOf(whole, Math.min(whole.length, piece.bytes().length))));
    }

    private Behaviour grammar() {
        When fetch = When.verb("UID FETCH");
        return switch (random.nextInt(6)) {
            case 0 -> Oddities.writes(fetch, some(), text -> text.replaceFirst(" FLAGS ", "  FLAGS  "));
            case 1 -> Oddities.writes(fetch, some(), text -> text + "\r\n");
            case 2 -> Oddities.writes(fetch, some(), text -> text.replaceFirst("FLAGS \\(", "FLAGS (\\$a[b]"));
            case 3 -> Oddities.dates(some(), random.nextBoolean() ? "" : "NIL");
            case 4 -> Oddities.dates(some(), "\"5-Nov-2026 10:11:12 GMT\"");
            default ->
                Oddities.esearch(
                        random.nextBoolean() ? text -> "* ESEARCH\r\n" : text -> text.replaceAll(" ALL [0-9,:]+", ""));
        };
    }

    private Behaviour limits() {
        return switch (random.nextInt(4)) {
            case 0 -> Oddities.messageLimit(3 + random.nextInt(mails));
            case 1 -> Oddities.refuses(When.bodies().ofMoreThan(2 + random.nextInt(mails)), "BAD too many");
            case 2 -> Oddities.refuses(When.opening().afterFolders(1 + random.nextInt(2)), "NO too many folders");
            default -> Oddities.hangsUp(When.opening().afterFolders(2 + random.nextInt(2)));
        };
    }
}
