package mailroom.camel.odd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mailroom.camel.odd.Answer.Step;
import mailroom.camel.odd.Behaviour.Numbers;

/** Says what a well-behaved server answers, with the behaviours' word on what it sees and on its numbers. */
final class Answering {

    private final OddServer server;
    private final Visit visit;
    private List<Step> lastNews = List.of();

    Answering(OddServer server, Visit visit) {
        this.server = server;
        this.visit = visit;
    }

    /** What the last answer told of the open folder beside what was asked. */
    List<Step> lastNews() {
        return lastNews;
    }

    Answer to(Command command) {
        SortedMap<Long, OddMail> seen =
                visit.folder().isPresent() && command.verb().startsWith("UID ") ? seen(command) : new TreeMap<>();
        SortedSet<Long> asked = seen.isEmpty() ? new TreeSet<>() : command.uids(seen.keySet());
        Answer answer = new Answer(asked);
        lastNews = List.of();
        switch (command.verb()) {
            case "CAPABILITY" -> answer.say("* CAPABILITY " + server.capabilities());
            case "ID" -> {
                visit.identify();
                answer.say("* ID (\"name\" \"odd\")");
            }
            case "ENABLE" -> enable(command, answer);
            case "LIST" -> list(command, answer);
            case "STATUS" -> status(command.folder(), command.words(), answer);
            case "EXAMINE", "SELECT" -> open(command, answer);
            case "UID FETCH" -> fetch(command, seen, answer);
            case "UID SEARCH" -> search(command, answer);
            case "UID STORE", "UID EXPUNGE", "UID COPY", "UID MOVE" -> change(command, answer);
            case "IDLE" -> answer.end("");
            case "CREATE" -> server.folder(command.folder());
            case "LOGOUT" -> answer.say("* BYE see you");
            case "NOOP", "CHECK", "AUTHENTICATE", "LOGIN", "CLOSE", "UNSELECT" -> {}
            default -> answer.end("BAD unknown command");
        }
        if (!command.isOpening() && !command.verb().equals("IDLE")) {
            lastNews = List.copyOf(news().steps());
            answer.steps().addAll(lastNews);
        }
        return answer;
    }

    private SortedMap<Long, OddMail> seen(Command command) {
        SortedMap<Long, OddMail> seen = visit.folder().orElseThrow().mails();
        OddFolder folder = visit.folder().orElseThrow();
        seen.values().removeIf(mail -> !isShown(command, folder, mail));
        return seen;
    }

    private boolean isShown(Command command, OddFolder folder, OddMail mail) {
        return server.behaviours().stream().allMatch(behaviour -> behaviour.shows(command, visit, folder, mail));
    }

    private void enable(Command command, Answer answer) {
        List<String> now = new ArrayList<>();
        for (String extension : command.words().split(" ")) {
            if ((" " + server.capabilities() + " ").contains(" " + extension + " ")) {
                visit.enable(extension);
                now.add(extension);
            }
        }
        answer.say("* ENABLED" + now.stream().map(word -> " " + word).collect(Collectors.joining()));
    }

    private void list(Command command, Answer answer) {
        String pattern = Command.string(command.words().substring(3).strip());
        for (OddFolder folder : server.folders()) {
            if (pattern.equals("*") || pattern.equals(folder.name())) {
                answer.say("* LIST (" + folder.use() + ") \"/\" \"" + folder.name() + "\"");
                if (command.words().contains("STATUS (")) {
                    status(folder.name(), command.words(), answer);
                }
            }
        }
    }

    private Optional<OddFolder> named(String name) {
        return server.folders().stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst();
    }

    private Numbers numbers(OddFolder folder) {
        Numbers numbers = new Numbers(folder.uids().size(), folder.uidValidity(), folder.uidNext(), folder.modSeq());
        for (Behaviour behaviour : server.behaviours()) {
            numbers = behaviour.numbers(folder, visit, numbers);
        }
        return numbers;
    }

    private void status(String name, String words, Answer answer) {
        Optional<OddFolder> folder = named(name);
        if (folder.isEmpty()) {
            answer.end("NO [NONEXISTENT] no such folder");
            return;
        }
        Numbers numbers = numbers(folder.get());
        List<String> items = new ArrayList<>();
        item(words, "MESSAGES", numbers.exists(), items);
        item(words, "UIDVALIDITY", numbers.uidValidity(), items);
        item(words, "UIDNEXT", numbers.uidNext(), items);
        item(words, "HIGHESTMODSEQ", numbers.highestModSeq(), items);
        answer.say("* STATUS \"" + name + "\" (" + String.join(" ", items) + ")");
    }

    private static void item(String asked, String name, long value, List<String> items) {
        if (asked.contains(name) && value >= 0) {
            items.add(name + " " + value);
        }
    }

    private void open(Command command, Answer answer) {
        visit.asksToOpen();
        Optional<OddFolder> folder = named(command.folder());
        if (folder.isEmpty()) {
            answer.end("NO [NONEXISTENT] no such folder");
            return;
        }
        visit.open(folder.get(), List.copyOf(new TreeSet<>(seenUids(command, folder.get()))));
        Numbers numbers = numbers(folder.get());
        answer.say("* FLAGS (\\Seen \\Deleted)");
        answer.say("* " + Math.max(0, numbers.exists()) + " EXISTS");
        code("UIDVALIDITY", numbers.uidValidity(), answer);
        code("UIDNEXT", numbers.uidNext(), answer);
        if (keepsModSeqs()) {
            code("HIGHESTMODSEQ", numbers.highestModSeq(), answer);
            resync(command, folder.get(), numbers, answer);
        }
        answer.end("OK [" + (command.verb().equals("SELECT") ? "READ-WRITE" : "READ-ONLY") + "] open");
    }

    private List<Long> seenUids(Command command, OddFolder folder) {
        return folder.mails().values().stream()
                .filter(mail -> isShown(command, folder, mail))
                .map(OddMail::uid)
                .toList();
    }

    private boolean keepsModSeqs() {
        return server.capabilities().contains("CONDSTORE")
                || server.capabilities().contains("QRESYNC");
    }

    private static void code(String name, long value, Answer answer) {
        if (value >= 0) {
            answer.say("* OK [" + name + " " + value + "] so");
        }
    }

    private void resync(Command command, OddFolder folder, Numbers numbers, Answer answer) {
        int at = command.words().indexOf("(QRESYNC (");
        if (at < 0) {
            return;
        }
        String[] known =
                command.words().substring(at + 10).replaceAll("\\).*", "").split(" ");
        if (Long.parseLong(known[0]) != numbers.uidValidity()) {
            return;
        }
        long since = Long.parseLong(known[1]);
        List<Long> vanished = folder.vanishedSince(since);
        if (!vanished.isEmpty()) {
            answer.say("* VANISHED (EARLIER) " + joined(vanished));
        }
        folder.mails().values().stream()
                .filter(mail -> mail.modSeq() > since && visit.shown().contains(mail.uid()))
                .forEach(mail -> answer.say("* " + visit.number(mail.uid()) + " FETCH (UID " + mail.uid() + " FLAGS ("
                        + String.join(" ", mail.flags()) + ") MODSEQ (" + mail.modSeq() + "))"));
    }

    static String joined(Iterable<Long> uids) {
        StringBuilder set = new StringBuilder();
        uids.forEach(uid -> set.append(set.isEmpty() ? "" : ",").append(uid));
        return set.toString();
    }

    private void fetch(Command command, SortedMap<Long, OddMail> seen, Answer answer) {
        int since = command.words().indexOf("CHANGEDSINCE ");
        long modSeq = since < 0
                ? -1
                : Long.parseLong(command.words().substring(since + 13).replaceAll("\\D.*", ""));
        FetchedItems items = new FetchedItems(command, server.behaviours());
        boolean uidOnly = visit.has("UIDONLY");
        for (long uid : answer.asked()) {
            OddMail mail = seen.get(uid);
            if (mail.modSeq() > modSeq) {
                long number = uidOnly ? uid : Math.max(1, visit.number(uid));
                answer.say(uid, items.of(mail, "* " + number + (uidOnly ? " UIDFETCH (" : " FETCH (")));
            }
        }
    }

    private void search(Command command, Answer answer) {
        String found = joined(answer.asked());
        if (command.words().startsWith("RETURN")) {
            String all = found.isEmpty() ? "" : " ALL " + found;
            answer.say("* ESEARCH (TAG \"" + command.tag() + "\") UID" + all);
        } else {
            answer.say("* SEARCH" + (found.isEmpty() ? "" : " " + found.replace(',', ' ')));
        }
    }

    private void change(Command command, Answer answer) {
        OddFolder folder = visit.folder().orElseThrow();
        for (long uid : answer.asked()) {
            OddMail mail = folder.mails().get(uid);
            if (mail == null) {
                continue;
            }
            switch (command.verb()) {
                case "UID STORE" -> folder.flag(uid, "\\Deleted");
                case "UID EXPUNGE" -> {
                    if (mail.flags().contains("\\Deleted")) {
                        folder.expunge(mail);
                    }
                }
                default -> {
                    server.folder(Command.string(command.afterSet())).append(mail.bytes());
                    if (command.verb().equals("UID MOVE")) {
                        folder.expunge(mail);
                    }
                }
            }
        }
    }

    /** What has changed in the open folder since the client was told last. */
    Answer news() {
        Answer news = new Answer(new TreeSet<>());
        if (visit.folder().isEmpty()) {
            return news;
        }
        OddFolder folder = visit.folder().get();
        List<Long> now = seenUids(new Command("", "NEWS", ""), folder);
        TreeSet<Long> gone = new TreeSet<>(visit.shown());
        gone.removeAll(now);
        if (!gone.isEmpty() && (visit.has("QRESYNC") || visit.has("UIDONLY"))) {
            news.say("* VANISHED " + joined(gone));
        } else {
            gone.descendingSet().forEach(uid -> news.say("* " + visit.number(uid) + " EXPUNGE"));
        }
        boolean more = !visit.shown().containsAll(now);
        visit.open(folder, now);
        if (more) {
            news.say("* " + numbers(folder).exists() + " EXISTS");
        }
        return news;
    }
}
