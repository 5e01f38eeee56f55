package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import mailroom.archive.ArchiveReader;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.uid.UidSet;
import mailroom.camel.mailbox.fetch.HeaderBytes;
import mailroom.camel.mailbox.fetch.StoreProblem;
import mailroom.folder.FolderKey;
import mailroom.folder.FormerMails;
import mailroom.folder.FormerMails.Trait;
import mailroom.folder.SightedMail;

/**
 * Finds mails of a folder among those that the archive has of it under a former identity, for a few bytes each: by size
 * and INTERNALDATE, then by Message-ID, then, where that leaves a choice and for the youngest, by the whole header. What
 * stays in doubt is not matched, and so fetched.
 */
final class Rematch {

    private static final int AT_ONCE = 500;
    /** How far apart two deliveries of one mail may be; as young as that, the Message-ID is not enough. */
    private static final Duration TWINS_WITHIN = Duration.ofDays(1);

    private final FormerMails archive;
    private final List<FolderKey> former;

    Rematch(FormerMails archive, List<FolderKey> former) {
        this.archive = archive;
        this.former = former;
    }

    /** A mail of the folder and the archived one that it is. */
    record Match(MailFacts facts, SightedMail mail) {}

    /** What two mails have in common beside size and date: a Message-ID, or the hash of the header. */
    private record Likeness(Trait trait, String of) {}

    /** Gives those of these UIDs. */
    SortedMap<Long, Match> among(FolderFacts folder, SortedMap<Long, Long> sizes) throws IOException {
        SortedMap<Long, MailFacts> mails = facts(folder, sizes);
        Set<SightedMail> archived = archived(mails);
        Set<Trait> traits = new HashSet<>();
        archived.forEach(mail -> traits.add(FormerMails.trait(mail)));
        mails.values().removeIf(mail -> !traits.contains(trait(mail)));

        Map<Likeness, List<SightedMail>> byId = index(archived, HeaderBytes::messageId);
        Map<Likeness, List<MailFacts>> shown = shown(folder, mails);
        Instant recent = recent(archived);
        SortedMap<Long, Match> matches = new TreeMap<>();
        SortedMap<Long, MailFacts> doubtful = new TreeMap<>();
        Set<SightedMail> undecided = new LinkedHashSet<>();
        shown.forEach((likeness, alike) -> {
            List<SightedMail> known = byId.getOrDefault(likeness, List.of());
            boolean oneOfEach = known.size() == 1 && alike.size() == 1;
            boolean old = likeness.trait()
                    .internalDate()
                    .filter(date -> date.isBefore(recent))
                    .isPresent();
            if (oneOfEach && old && !likeness.of().isEmpty()) {
                matches.put(alike.get(0).uid(), new Match(alike.get(0), known.get(0)));
            } else if (!known.isEmpty()) {
                alike.forEach(mail -> doubtful.put(mail.uid(), mail));
                undecided.addAll(known);
            }
        });
        byHeader(folder, doubtful, undecided, matches);
        return matches;
    }

    private static Map<Likeness, List<MailFacts>> shown(FolderFacts folder, SortedMap<Long, MailFacts> mails)
            throws IOException {
        Map<Likeness, List<MailFacts>> shown = new HashMap<>();
        for (String uids : sets(mails.keySet())) {
            folder.messageIds(uids, (uid, header) -> {
                MailFacts mail = mails.get(uid);
                if (mail != null) {
                    Likeness likeness = new Likeness(trait(mail), HeaderBytes.messageId(header));
                    shown.computeIfAbsent(likeness, key -> new ArrayList<>(1)).add(mail);
                }
            });
        }
        return shown;
    }

    /** From then on a twin of an archived mail may have come that nobody has seen yet. */
    private static Instant recent(Set<SightedMail> archived) {
        return archived.stream()
                .flatMap(mail -> mail.internalDate().stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .minus(TWINS_WITHIN);
    }

    private void byHeader(
            FolderFacts folder,
            SortedMap<Long, MailFacts> doubtful,
            Set<SightedMail> undecided,
            SortedMap<Long, Match> matches)
            throws IOException {
        Map<Likeness, List<SightedMail>> byHash = index(undecided, HeaderBytes::hash);
        for (String uids : sets(doubtful.keySet())) {
            folder.headers(uids, (uid, bytes) -> {
                MailFacts mail = doubtful.get(uid);
                Optional<byte[]> header = HeaderBytes.of(bytes);
                if (mail == null || header.isEmpty()) {
                    return;
                }
                Likeness likeness = new Likeness(trait(mail), HeaderBytes.hash(header.get()));
                List<SightedMail> alike = byHash.getOrDefault(likeness, List.of());
                if (alike.size() == 1) {
                    matches.put(uid, new Match(mail, alike.get(0)));
                }
            });
        }
    }

    private static SortedMap<Long, MailFacts> facts(FolderFacts folder, SortedMap<Long, Long> sizes)
            throws IOException {
        SortedMap<Long, MailFacts> facts = new TreeMap<>();
        folder.list(sizes.firstKey() + ":" + sizes.lastKey(), mail -> {
            if (sizes.containsKey(mail.uid())) {
                facts.put(mail.uid(), mail);
            }
        });
        return facts;
    }

    private Set<SightedMail> archived(SortedMap<Long, MailFacts> mails) {
        Set<Trait> wanted = new HashSet<>();
        mails.values().forEach(mail -> wanted.add(trait(mail)));
        return archive.among(former, wanted);
    }

    private static Trait trait(MailFacts mail) {
        return new Trait(mail.size(), mail.internalDate());
    }

    /** Reads the headers in the order of the segments; a mail whose header does not end in time is left out. */
    private Map<Likeness, List<SightedMail>> index(Set<SightedMail> mails, Function<byte[], String> likeness)
            throws StoreProblem {
        List<SightedMail> ordered =
                mails.stream().sorted(Comparator.comparing(SightedMail::at)).toList();
        Map<Likeness, List<SightedMail>> index = new HashMap<>();
        try (ArchiveReader reader = archive.reader()) {
            for (SightedMail mail : ordered) {
                byte[] beginning = FormerMails.beginning(reader, mail, FolderFacts.LONGEST_HEADER);
                HeaderBytes.of(beginning)
                        .map(header -> new Likeness(FormerMails.trait(mail), likeness.apply(header)))
                        .ifPresent(key -> index.computeIfAbsent(key, alike -> new ArrayList<>(1))
                                .add(mail));
            }
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
        return index;
    }

    private static List<String> sets(Set<Long> uids) {
        List<Long> all = List.copyOf(uids);
        List<String> sets = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            sets.add(UidSet.of(some.stream().mapToLong(Long::longValue).toArray()));
        }
        return sets;
    }
}
