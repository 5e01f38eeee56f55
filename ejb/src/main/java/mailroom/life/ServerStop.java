package mailroom.life;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the server has been told to stop. It is known before anything is taken away, so that whoever waits for
 * somebody outside can end that by itself and still write down how far it came.
 */
@ApplicationScoped
public class ServerStop {

    private static final System.Logger LOG = System.getLogger(ServerStop.class.getName());

    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Waits for so long, or until the stop begins; true if it has. An interrupted thread counts as stopped. */
    public boolean comesWithin(Duration time) {
        try {
            return begun.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Has it run once when the stop begins, at once if it has begun.
     *
     * @param end returns soon: all of them run one after the other
     */
    public void whenItBegins(Runnable end) {
        ends.add(end);
        if (hasBegun() && ends.remove(end)) {
            run(end);
        }
    }

    public void begin() {
        begun.countDown();
        ends.stream().filter(ends::remove).forEach(ServerStop::run);
    }

    /** One that fails must not keep the others from ending. */
    private static void run(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "something does not end in an orderly way", e);
        }
    }
}
