package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailroom.camel.host.HostAddresses;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.TokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TokenRequestTest {

    @Test
    void f22WaitsInLimitedTimeForTheNameServersOfItsEndpoint() {
        CountDownLatch never = new CountDownLatch(1);
        HostAddresses addresses = new HostAddresses(host -> resolve(host, never));
        URI address = URI.create("https://nameless.example.com/token");
        TokenSource.Endpoint endpoint =
                new TokenSource.Endpoint(address, "client", Optional.empty(), Optional.empty(), Optional.empty());
        TokenRequest request = new TokenRequest(endpoint, addresses, Duration.ofMillis(200));
        ImapProblem problem = catchThrowableOfType(ImapProblem.class, () -> request.send(Optional.empty()));
        never.countDown();
        assertThat(problem.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        assertThat(problem).hasMessageContaining("no name server has told the address of nameless.example.com");
    }

    private static InetAddress[] resolve(String host, CountDownLatch answer) throws UnknownHostException {
        try {
            answer.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }
}
