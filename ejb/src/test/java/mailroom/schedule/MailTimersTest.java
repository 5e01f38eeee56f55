package mailroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.ejb.Schedule;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mailroom.incident.Incidents;
import mailroom.life.ServerStop;
import mailroom.routing.DeliveryClaims;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTimersTest {

    private final MailTimers timers = new MailTimers();
    private final ServerStop stop = new ServerStop();
    private final List<String> called = new ArrayList<>();
    private final List<Instant> purgedBefore = new ArrayList<>();

    @BeforeEach
    void connect() {
        timers.stop = stop;
        timers.settings = new CurrentSettings(
                new Settings(List.of(), Map.of(), Map.of(), DigestSettings.OFF, Duration.ofDays(9)));
        timers.jobs = instance((Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    if (method.getName().equals("purge")) {
                        purgedBefore.add((Instant) arguments[0]);
                        return 0;
                    }
                    return null;
                }));
    }

    @Test
    void wakesJobsThatHaveWorkLeft() {
        timers.wakeJobs();
        assertThat(called).containsExactly("wakeAll");
    }

    @Test
    void purgesExecutionsOlderThanTheSetting() {
        Instant now = Instant.now();
        timers.purgeExecutions();
        assertThat(purgedBefore).singleElement().satisfies(before -> assertThat(
                        Duration.between(before, now).abs())
                .isCloseTo(Duration.ofDays(9), Duration.ofMinutes(1)));
    }

    @Test
    void survivesAFailureSoThatTheContainerKeepsTheTimer() {
        timers.deliveryClaims = new DeliveryClaims(null, null, new Incidents(null), null, (java.time.Clock) null);
        assertThatCode(timers::wakeDeliveries).doesNotThrowAnyException();
        timers.digest = new Digest(null, null, null, List.of(), null);
        assertThatCode(timers::sendDigest).doesNotThrowAnyException();
    }

    @Test
    void begetsNoWorkOnceTheServerStops() {
        stop.begin();
        timers.wakeJobs();
        assertThat(called).isEmpty();
    }

    @Test
    void onlyTheDailyTimerIsPersistent() {
        Map<String, Boolean> persistent = Arrays.stream(MailTimers.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Schedule.class))
                .collect(Collectors.toMap(method -> method.getName(), method -> method.getAnnotation(Schedule.class)
                        .persistent()));
        assertThat(persistent).hasSizeGreaterThan(1);
        assertThat(persistent.keySet()).filteredOn(persistent::get).containsExactly("purgeExecutions");
    }

    @SuppressWarnings("unchecked")
    private static Instance<Jobs> instance(Jobs jobs) {
        return (Instance<Jobs>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> {
                    ((Consumer<Jobs>) arguments[0]).accept(jobs);
                    return null;
                });
    }
}
