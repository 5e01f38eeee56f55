package mailroom.camel.imap;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.uid.UidSet;

/**
 * Finds which mails have a copy among the newest of another folder. A copy has the size and the header of its mail (RFC
 * 9051, 6.4.7); its date and its flags may differ.
 */
final class CopySearch {

    /** So many other mails may have come into the target since the copies were made. */
    static final int NEWER_MAX = 500;

    private final ImapSession session;
    private final FolderFacts facts;

    CopySearch(ImapSession session) {
        this.session = session;
        facts = new FolderFacts(session);
    }

    /** What a mail and its copy have in common. */
    private record Likeness(long size, String headerDigest) {}

    /**
     * Opens the target. Each copy stands for one mail.
     *
     * @param uids of the folder that is open, ascending, at least one
     * @return those that have a copy; empty where nobody knows, because the target does not say its UIDNEXT
     */
    Optional<SortedSet<Long>> copied(List<Long> uids, ListedFolder target) throws IOException {
        Map<Likeness, Deque<Long>> originals = new HashMap<>();
        SortedMap<Long, Long> sizes = sizes(uids);
        likenesses(sizes).forEach((uid, likeness) -> originals
                .computeIfAbsent(likeness, each -> new ArrayDeque<>())
                .add(uid));
        SortedSet<Long> copied = new TreeSet<>();
        OpenFolder open = session.examine(target);
        if (open.uidNext() <= 0) {
            return Optional.empty();
        }
        SortedMap<Long, Long> candidates = sizes(newest(open, uids.size() + NEWER_MAX));
        candidates.values().retainAll(sizes.values());
        likenesses(candidates).values().forEach(likeness -> {
            Deque<Long> alike = originals.getOrDefault(likeness, new ArrayDeque<>());
            if (!alike.isEmpty()) {
                copied.add(alike.remove());
            }
        });
        return Optional.of(copied);
    }

    private static List<Long> newest(OpenFolder open, int most) {
        return LongStream.range(Math.max(1, open.uidNext() - most), open.uidNext())
                .boxed()
                .toList();
    }

    private SortedMap<Long, Long> sizes(List<Long> uids) throws IOException {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        for (List<Long> some : parts(uids)) {
            facts.list(set(some), mail -> {
                if (mail.uid() >= some.get(0) && mail.uid() <= some.get(some.size() - 1)) {
                    sizes.put(mail.uid(), mail.size());
                }
            });
        }
        return sizes;
    }

    private SortedMap<Long, Likeness> likenesses(SortedMap<Long, Long> sizes) throws IOException {
        SortedMap<Long, Likeness> likenesses = new TreeMap<>();
        for (List<Long> some : parts(new ArrayList<>(sizes.keySet()))) {
            facts.headers(set(some), (uid, header) -> {
                if (sizes.containsKey(uid)) {
                    likenesses.put(uid, new Likeness(sizes.get(uid), digest(header)));
                }
            });
        }
        return likenesses;
    }

    private List<List<Long>> parts(List<Long> uids) {
        int atOnce = facts.atOnce(NEWER_MAX);
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < uids.size(); from += atOnce) {
            parts.add(uids.subList(from, Math.min(uids.size(), from + atOnce)));
        }
        return parts;
    }

    private static String set(List<Long> uids) {
        return UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    private static String digest(byte[] header) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(header));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
