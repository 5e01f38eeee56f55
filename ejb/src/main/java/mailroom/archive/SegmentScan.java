package mailroom.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import mailroom.archive.member.Member;

/**
 * Goes through all members of all segments, oldest first, and proves each. Bytes that are no member are reported and
 * stepped over. To go on later, open a scan at {@link Scanned#next()} of the item handled last.
 */
public final class SegmentScan implements AutoCloseable {

    private final SegmentFiles files;
    private final List<Integer> numbers;
    private final IntFunction<Optional<Long>> committedLength;
    private SegmentLocation at;
    private MemberReader reader;
    private long goodLength;
    private long limit;

    /**
     * @param numbers of the segments to go through, whether or not their files exist
     * @param committedLength of a segment that the ledger knows; of others the whole file is read
     */
    SegmentScan(
            SegmentFiles files,
            Collection<Integer> numbers,
            IntFunction<Optional<Long>> committedLength,
            SegmentLocation from) {
        this.files = files;
        this.numbers = List.copyOf(new TreeSet<>(numbers));
        this.committedLength = committedLength;
        this.at = from;
        this.goodLength = from.offset();
    }

    /** One segment's file from an offset to its end, whatever the ledger says. */
    static SegmentScan ofTail(SegmentFiles files, SegmentLocation from) {
        return new SegmentScan(files, List.of(from.segment()), segment -> Optional.empty(), from);
    }

    /** Empty behind the last segment. */
    public Optional<Scanned> next() {
        try {
            Optional<Integer> number =
                    numbers.stream().filter(n -> n >= at.segment()).findFirst();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            if (number.get() != at.segment()) {
                at = new SegmentLocation(number.get(), 0);
                goodLength = 0;
            }
            Scanned scanned = scan();
            moveTo(scanned);
            return Optional.of(scanned);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void moveTo(Scanned scanned) throws IOException {
        at = scanned.next();
        if (scanned instanceof Scanned.Found) {
            goodLength = at.offset();
        } else if (scanned instanceof Scanned.End) {
            goodLength = 0;
            close();
            reader = null;
        }
    }

    private Scanned scan() throws IOException {
        if (reader == null || reader.segment() != at.segment()) {
            enter();
        }
        if (at.offset() >= limit) {
            return end();
        }
        try {
            Optional<Scanned> member = member();
            return member.isPresent() ? member.get() : end();
        } catch (DamagedMember e) {
            return behindDamage(e);
        }
    }

    private void enter() throws IOException {
        close();
        long length = files.length(at.segment());
        limit = Math.min(length, committedLength.apply(at.segment()).orElse(length));
        reader = length == 0 ? null : new MemberReader(new FrameReader(at.segment(), files.file(at.segment()), limit));
    }

    private Optional<Scanned> member() throws IOException {
        Optional<Member> member = reader.header(at.offset());
        if (member.isEmpty()) {
            return Optional.empty();
        }
        reader.content(member.get(), at.offset()).drain();
        SegmentLocation next = new SegmentLocation(at.segment(), reader.position());
        return Optional.of(new Scanned.Found(at, member.get(), next));
    }

    private Scanned behindDamage(DamagedMember damage) throws IOException {
        try (var search = new MemberSearch(at.segment(), files.file(at.segment()), limit)) {
            SegmentLocation next = new SegmentLocation(at.segment(), search.after(at.offset()));
            return new Scanned.Damaged(at, next, damage.getMessage());
        }
    }

    private Scanned.End end() throws IOException {
        boolean last = numbers.get(numbers.size() - 1) == at.segment();
        return new Scanned.End(at, goodLength, files.length(at.segment()), last);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
