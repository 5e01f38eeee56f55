package mailroom.camel.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mailroom.camel.host.HostAddresses;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * The limits of one webhook call. The answer counts by its status alone: at most {@link #ANSWER_BYTES_MAX} of its body
 * are read, to keep the connection, and thrown away.
 *
 * @param total for the whole call, however slowly the server reads and answers
 */
record WebhookLimits(Duration connect, Duration answer, Duration total) {

    static final WebhookLimits USUAL =
            new WebhookLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    static final int ANSWER_BYTES_MAX = 64 << 10;
    private static final int CONNECTIONS_MAX = 50;
    private static final int CONNECTIONS_A_HOST_MAX = 10;

    void applyTo(CamelContext context, HostAddresses addresses) {
        ScheduledExecutorService clock =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "webhook-limits");
        Set<ExecRuntime> calls = ConcurrentHashMap.newKeySet();
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                calls.forEach(ExecRuntime::discardEndpoint);
            }
        });
        context.addComponent("http", component(clock, calls, addresses));
        context.addComponent("https", component(clock, calls, addresses));
    }

    private HttpComponent component(ScheduledExecutorService clock, Set<ExecRuntime> calls, HostAddresses addresses) {
        HttpComponent component = new HttpComponent();
        component.setConnectTimeout(connect.toMillis());
        component.setConnectionRequestTimeout(connect.toMillis());
        component.setSoTimeout(answer.toMillis());
        component.setResponseTimeout(answer.toMillis());
        component.setMaxTotalConnections(CONNECTIONS_MAX);
        component.setConnectionsPerRoute(CONNECTIONS_A_HOST_MAX);
        component.setFollowRedirects(false);
        component.setCookieManagementDisabled(true);
        component.setAutomaticRetriesDisabled(true);
        component.setHttpClientConfigurer(configurer(clock, calls, addresses));
        component.setX509HostnameVerifier(new WebhookCertificate());
        return component;
    }

    private HttpClientConfigurer configurer(
            ScheduledExecutorService clock, Set<ExecRuntime> calls, HostAddresses addresses) {
        ExecChainHandler limits = (request, scope, chain) -> {
            addresses.prepare(scope.route.getTargetHost().getHostName(), connect);
            calls.add(scope.execRuntime);
            try {
                return call(clock, request, scope, chain);
            } finally {
                calls.remove(scope.execRuntime);
            }
        };
        return (HttpClientBuilder client) -> client.disableContentCompression()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("limits", limits);
    }

    private ClassicHttpResponse call(
            ScheduledExecutorService clock, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = clock.schedule(
                () -> {
                    late.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                total.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return withoutBody(chain.proceed(request, scope), scope);
        } catch (IOException | RuntimeException e) {
            if (late.get()) {
                throw new TookTooLong(total, e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static ClassicHttpResponse withoutBody(ClassicHttpResponse answer, ExecChain.Scope scope)
            throws IOException {
        if (answer.getEntity() != null) {
            InputStream body = answer.getEntity().getContent();
            if (body.readNBytes(ANSWER_BYTES_MAX).length == ANSWER_BYTES_MAX) {
                scope.execRuntime.discardEndpoint();
            } else {
                body.close();
            }
            answer.setEntity(null);
        }
        return answer;
    }

    /** The total limit of a call has passed. */
    static final class TookTooLong extends IOException {
        TookTooLong(Duration total, Exception cause) {
            super("took longer than " + total.toSeconds() + " s", cause);
        }
    }
}
