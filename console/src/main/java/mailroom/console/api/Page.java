package mailroom.console.api;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next asks for what follows, as the parameter {@code cursor}; null at the end
 */
public record Page<T>(List<T> items, String next) {

    /** @param oneMore up to {@code limit + 1} rows: the last one only says that there is more */
    static <R, T> Page<T> of(
            String list, List<R> oneMore, int limit, Function<R, Object> position, Function<R, T> json) {
        List<R> rows = oneMore.subList(0, Math.min(limit, oneMore.size()));
        String next = oneMore.size() > limit ? Cursor.after(list, position.apply(rows.get(limit - 1))) : null;
        return new Page<>(rows.stream().map(json).toList(), next);
    }
}
