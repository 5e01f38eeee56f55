package mailroom.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds the ids of one page of submissions, the newest first, along the one index that has this order for the filters. */
final class SubmissionListing {

    /** Submissions to one address that are looked at for a state or a sender at a time. */
    private static final int AT_ONCE = 200;
    /** Of so many no further one is looked at for one page. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final Optional<RecipientState> state;
    private final Optional<String> recipient;
    private final Optional<String> sender;

    SubmissionListing(Optional<RecipientState> state, Optional<String> recipient, Optional<String> sender) {
        this.state = state;
        this.recipient = recipient;
        this.sender = sender;
    }

    private record Place(Instant created, String id) {}

    /** @param before the last one already seen; empty begins */
    List<String> page(Handle handle, Optional<Submission> before, int limit) {
        Optional<Place> start = before.map(last -> new Place(last.created(), last.id()));
        return recipient.isPresent() ? toRecipient(handle, start, limit) : plain(handle, start, limit);
    }

    private List<String> plain(Handle handle, Optional<Place> before, int limit) {
        String filters = (sender.isPresent() ? " and s.sender = :sender" : "")
                + (state.isPresent() ? " and s.state = :state" : "");
        return places(
                        handle,
                        "select s.id, s.created_at from submission s where 1 = 1" + filters,
                        "s.id",
                        before,
                        limit)
                .stream()
                .map(Place::id)
                .toList();
    }

    private List<String> toRecipient(Handle handle, Optional<Place> before, int limit) {
        List<String> page = new ArrayList<>();
        Optional<Place> start = before;
        boolean filtered = state.isPresent() || sender.isPresent();
        for (int looked = 0; page.size() < limit && looked < LOOKED_AT_MAX; looked += AT_ONCE) {
            int some = filtered ? AT_ONCE : limit;
            List<Place> places = places(
                    handle,
                    "select s.submission_id, s.created_at from recipient s where s.address = :address",
                    "s.submission_id",
                    start,
                    some);
            places.stream()
                    .map(Place::id)
                    .filter(id -> !filtered || fits(handle, id))
                    .limit(limit - page.size())
                    .forEach(page::add);
            if (places.size() < some) {
                break;
            }
            start = Optional.of(places.get(places.size() - 1));
        }
        return page;
    }

    private boolean fits(Handle handle, String id) {
        return handle.createQuery("select state, sender from submission where id = :id")
                .bind("id", id)
                .map((row, context) ->
                        isOrAny(state.map(RecipientState::name), row.getString(1)) && isOrAny(sender, row.getString(2)))
                .findOne()
                .orElse(false);
    }

    private static boolean isOrAny(Optional<String> wanted, String name) {
        return wanted.isEmpty() || wanted.get().equals(name);
    }

    private List<Place> places(Handle handle, String select, String id, Optional<Place> before, int limit) {
        String further = before.isPresent()
                ? " and s.created_at <= :created and (s.created_at < :created or " + id + " < :id)"
                : "";
        var query = handle.createQuery(
                        select + further + " order by s.created_at desc, " + id + " desc fetch first :limit rows only")
                .bind("limit", limit);
        before.ifPresent(
                last -> query.bind("created", last.created().toEpochMilli()).bind("id", last.id()));
        if (select.contains(":address")) {
            query.bind("address", recipient.orElseThrow());
        } else {
            state.ifPresent(some -> query.bind("state", some.name()));
            sender.ifPresent(some -> query.bind("sender", some));
        }
        return query.map((row, context) -> new Place(Instant.ofEpochMilli(row.getLong(2)), row.getString(1)))
                .list();
    }
}
