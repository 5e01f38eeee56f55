package mailroom.settings.yaml;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import mailroom.home.Home;
import mailroom.settings.DestinationSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.RelaySettings;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import mailroom.settings.TokenSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code mailroom.yaml} as a whole: either all of it is right, or every problem is named with line and key. */
public final class SettingsReader {

    private static final int LONGEST_FILE = 1024 * 1024;
    private static final Duration KEEP_LEAST = Duration.ofHours(1);
    private static final Duration KEEP_MOST = Duration.ofDays(3650);

    private final MailboxReader mailboxes;
    private final RelayReader relays;
    private final DestinationReader destinations;

    /** @param environment gives the value of an environment variable, or null */
    public SettingsReader(Home home, Function<String, String> environment) {
        SecretReference secrets = new SecretReference(environment);
        mailboxes = new MailboxReader(home, secrets);
        relays = new RelayReader(secrets);
        destinations = new DestinationReader(secrets);
    }

    /** @throws SettingsRefused with all problems, at most 20 */
    public Settings read(String yaml) throws SettingsRefused {
        Problems problems = new Problems();
        Optional<Entry> top = compose(yaml, problems).flatMap(node -> Entry.of(node, "", problems));
        Settings settings = top.map(entry -> settings(entry, problems)).orElse(Settings.EMPTY);
        problems.refuseIfAny();
        return settings;
    }

    /**
     * One mailbox as it stands in the list {@code mailboxes}; YAML, of which JSON is a part. It may come from somebody who
     * may not write the file, so that no command in it is taken.
     */
    public MailboxSettings readMailbox(String yaml) throws SettingsRefused {
        Problems problems = new Problems();
        Optional<MailboxSettings> mailbox = compose(yaml, problems)
                .flatMap(node -> Entry.of(node, "", problems))
                .flatMap(mailboxes::read);
        if (mailbox.isEmpty()) {
            problems.add(1, "mailbox", "is not complete");
        } else if (runsCommand(mailbox.get())) {
            problems.add(1, "token.command", "is run for mailboxes of mailroom.yaml only");
        }
        problems.refuseIfAny();
        return mailbox.orElseThrow();
    }

    private static boolean runsCommand(MailboxSettings mailbox) {
        return mailbox.login().credentials() instanceof MailboxLogin.Credentials.Token token
                && token.source() instanceof TokenSource.Command;
    }

    private static Optional<Node> compose(String yaml, Problems problems) throws SettingsRefused {
        if (yaml.length() > LONGEST_FILE) {
            problems.add(1, "mailroom.yaml", "must not be longer than 1 MiB");
            problems.refuseIfAny();
        }
        LoadSettings load = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LONGEST_FILE)
                .build();
        try {
            YamlDepth.require(new Parse(load).parseString(yaml));
            return new Compose(load).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            YamlProblem problem = YamlProblem.of(e, yaml);
            problems.add(problem.line(), "mailroom.yaml", problem.message());
        } catch (YamlEngineException e) {
            problems.add(1, "mailroom.yaml", "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Settings settings(Entry top, Problems problems) {
        List<MailboxSettings> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : top.entries("mailboxes")) {
            entry.text("name")
                    .filter(name -> !names.add(name))
                    .ifPresent(name -> entry.wrong(
                            "name", "two mailboxes" + " are named " + name + "; a name is a mailbox's identity"));
            mailboxes.read(entry).ifPresent(read::add);
        }
        Map<String, DestinationSettings> destinationsByName = new LinkedHashMap<>();
        top.named("destinations")
                .forEach((name, entry) ->
                        destinations.read(name, entry).ifPresent(found -> destinationsByName.put(name, found)));
        Map<String, RelaySettings> relaysByName = new LinkedHashMap<>();
        top.named("relays")
                .forEach((name, entry) -> relays.read(name, entry).ifPresent(found -> relaysByName.put(name, found)));
        DigestSettings digest = top.entry("digest")
                .map(entry -> digest(entry, relaysByName.keySet()))
                .orElse(DigestSettings.OFF);
        Duration keep = top.parsed("keepExecutions", text -> Durations.parse(text, KEEP_LEAST, KEEP_MOST))
                .orElse(Settings.KEEP_EXECUTIONS);
        top.refuseUnknown();
        return new Settings(List.copyOf(read), Map.copyOf(destinationsByName), Map.copyOf(relaysByName), digest, keep);
    }

    private static DigestSettings digest(Entry entry, Set<String> relays) {
        List<String> to = entry.texts("to");
        LocalTime at = entry.parsed("at", SettingsReader::time).orElse(DigestSettings.OFF.at());
        String relay = entry.text("relay").orElse("default");
        if (!to.isEmpty() && !relays.contains(relay)) {
            entry.wrong("relay", "there is no relay " + relay + "; allowed are " + new TreeSet<>(relays));
        }
        entry.refuseUnknown();
        return new DigestSettings(to, at, relay);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a time of day in quotes, as in \"07:00\"", e);
        }
    }
}
