package mailroom.settings.yaml;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerLimits;

/** Reads one entry of {@code mailboxes}. */
final class MailboxReader {

    private static final String NAME = "[a-z0-9-]{1,40}";
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration SHORTEST_COMPARE = Duration.ofMinutes(1);
    private static final Duration LONGEST_COMPARE = Duration.ofDays(30);

    private final Home home;
    private final LoginReader logins;

    MailboxReader(Home home, SecretReference secrets) {
        this.home = home;
        logins = new LoginReader(secrets);
    }

    Optional<MailboxSettings> read(Entry entry) {
        Optional<String> name = entry.required("name");
        if (name.isPresent() && !name.get().matches(NAME)) {
            entry.wrong("name", "must match " + NAME);
        }
        Optional<ServerAddress> server = ServerReader.imap().read(entry);
        Optional<MailboxLogin> login = logins.read(entry);
        var folders = entry.texts("folders");
        Optional<Optional<Duration>> watch = entry.parsed("watch", MailboxReader::watch);
        Optional<AfterArchive> afterArchive = entry.parsed("afterArchive", MailboxReader::afterArchive);
        Optional<String> rules = entry.parsed("rules", this::rules);
        ServerLimits limits = LimitsReader.read(entry);
        Optional<Boolean> compress = entry.parsed("compress", MailboxReader::compress);
        Optional<Duration> compareEvery =
                entry.parsed("compareEvery", text -> Durations.parse(text, SHORTEST_COMPARE, LONGEST_COMPARE));
        entry.refuseUnknown();
        if (name.isEmpty() || server.isEmpty() || login.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MailboxSettings(
                name.get(),
                server.get(),
                login.get(),
                folders,
                watch.orElse(Optional.empty()),
                afterArchive.orElse(new AfterArchive.Keep()),
                rules,
                limits,
                compress,
                compareEvery.orElse(MailboxSettings.COMPARE_EVERY)));
    }

    private static Boolean compress(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Optional<Duration> watch(String text) {
        if (text.equals("idle")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(text, SHORTEST_PAUSE, LONGEST_PAUSE));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be idle, or the pause between polls, which " + e.getMessage(), e);
        }
    }

    private static AfterArchive afterArchive(String text) {
        if (text.equals("keep")) {
            return new AfterArchive.Keep();
        }
        if (text.equals("delete")) {
            return new AfterArchive.Delete();
        }
        if (text.startsWith("move:") && text.length() > "move:".length()) {
            return new AfterArchive.Move(text.substring("move:".length()).strip());
        }
        throw new IllegalArgumentException("must be keep, move:Some/Folder or delete");
    }

    private String rules(String text) {
        if (!text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("must be a file's name in rules/, without a path");
        }
        if (!Files.isReadable(home.rules().resolve(text))) {
            throw new IllegalArgumentException("there is no readable file " + text + " in rules/");
        }
        return text;
    }
}
