package mailroom.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mailroom.RunningMailroom;

/**
 * Starts everything, lets mail arrive and notifications leave, and ends with Ctrl-C. With {@code
 * -Dmailroom.demo.seconds=90} it ends by itself and fails where the loop did not close by then.
 */
public final class Demo implements AutoCloseable {

    private static final int HTTP = 9080;
    private static final int HTTPS = 9443;
    private static final Duration BETWEEN_MAILS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_NOTIFICATIONS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_FIGURES = Duration.ofSeconds(10);

    private final String password = Secrets.password();
    private final DemoMailServer mailServer = DemoMailServer.start();
    private final DemoWebhook webhook = DemoWebhook.start();
    private final RunningMailroom mailroom;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, Demo::daemon);
    private final AtomicBoolean closed = new AtomicBoolean();

    private Demo() throws IOException {
        mailroom = RunningMailroom.unpacked("demo").withoutLastResort().administrator(password);
        if (isFree(HTTP) && isFree(HTTPS)) {
            mailroom.on(HTTP, HTTPS);
        }
        DemoSettings.write(mailroom, mailServer, webhook);
    }

    public static void main(String[] arguments) throws Exception {
        long seconds = Long.getLong("mailroom.demo.seconds", 0);
        try (Demo demo = new Demo()) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
            demo.run();
            demo.keepOn(seconds);
        }
    }

    private void run() throws IOException {
        System.out.println("Mailroom starts; this takes up to a minute.");
        mailroom.start();
        System.out.printf(
                """

                Mailroom's demo runs.
                  console  %s/mailroom
                  login    admin  %s   (made at this start)
                  server   %s/adminCenter   (Liberty's own console, same login)
                  files    %s
                  log      %s
                Ctrl-C ends it.

                """,
                mailroom.address(),
                password,
                mailroom.tlsAddress(),
                Path.of("").toAbsolutePath().relativize(mailroom.home()),
                mailroom.log());
        SampleMails samples = SampleMails.load();
        Notifications notifications = new Notifications(mailroom);
        each(BETWEEN_MAILS, "a sample mail", () -> samples.next().deliver(mailServer));
        each(BETWEEN_NOTIFICATIONS, "a notification", notifications::post);
        each(BETWEEN_FIGURES, "the figures", () -> System.out.println(Figures.of(mailroom, webhook)));
    }

    private void keepOn(long seconds) throws IOException, InterruptedException {
        if (seconds == 0) {
            new CountDownLatch(1).await();
        }
        TimeUnit.SECONDS.sleep(seconds);
        Figures.of(mailroom, webhook).requireClosedLoop();
    }

    private void each(Duration pause, String what, Step step) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        step.run();
                    } catch (IOException | RuntimeException e) {
                        System.err.println(what + ": " + e);
                    }
                },
                1,
                pause.toSeconds(),
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        System.out.println("The demo ends.");
        clock.shutdownNow();
        try {
            mailroom.stop();
        } catch (IOException e) {
            mailroom.kill();
        }
        webhook.close();
        mailServer.close();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    }

    private interface Step {
        void run() throws IOException;
    }
}
