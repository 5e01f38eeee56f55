package mailroom.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RightPasswordsTest {

    private static final BasicLogin ANN = new BasicLogin("ann", "spring");

    private final AtomicLong nanos = new AtomicLong();
    private final RightPasswords passwords = new RightPasswords(nanos::get);

    private void remember(BasicLogin login) {
        passwords.remember(login.user(), passwords.hash(login));
    }

    @Test
    void knowsThePasswordThatWasRightAMomentAgoAndNoOther() {
        assertThat(passwords.has(ANN)).isFalse();
        remember(ANN);
        assertThat(passwords.has(ANN)).isTrue();
        assertThat(passwords.has(new BasicLogin("ann", "Spring"))).isFalse();
        assertThat(passwords.has(new BasicLogin("ann", ""))).isFalse();
        assertThat(passwords.has(new BasicLogin("Ann", "spring"))).isFalse();
        assertThat(passwords.has(new BasicLogin("bob", "spring"))).isFalse();
        assertThat(passwords.has(ANN)).as("after wrong ones").isTrue();
    }

    @Test
    void doesNotTakeWhatEndsTheNameForThePassword() {
        remember(new BasicLogin("ann", "b\0c"));
        assertThat(passwords.has(new BasicLogin("ann\0b", "c"))).isFalse();
    }

    @Test
    void forgetsAPasswordWhenItsTimeIsOverHoweverOftenItWasGiven() {
        remember(ANN);
        nanos.addAndGet(RightPasswords.KEPT_FOR.toNanos() - 1);
        assertThat(passwords.has(ANN)).isTrue();
        nanos.addAndGet(1);
        assertThat(passwords.has(ANN)).isFalse();
        assertThat(passwords.kept()).isZero();
    }

    @Test
    void takesThePasswordThatWasRightLast() {
        remember(ANN);
        remember(new BasicLogin("ann", "summer"));
        assertThat(passwords.has(ANN)).isFalse();
        assertThat(passwords.has(new BasicLogin("ann", "summer"))).isTrue();
    }

    @Test
    void keepsSoManyUsersAndForgetsTheOldest() {
        remember(ANN);
        for (int i = 0; i < RightPasswords.MOST_KEPT; i++) {
            remember(new BasicLogin("user" + i, "spring"));
        }
        assertThat(passwords.kept()).isEqualTo(RightPasswords.MOST_KEPT);
        assertThat(passwords.has(ANN)).isFalse();
        assertThat(passwords.has(new BasicLogin("user0", "spring"))).isTrue();
    }
}
