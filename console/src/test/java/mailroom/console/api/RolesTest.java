package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what, as one table; a call that is new or changed fails here until the table says so too. */
class RolesTest {

    private static final Map<String, Set<String>> TABLE = Map.ofEntries(
            Map.entry("GET status", Set.of("admin", "operator", "auditor")),
            Map.entry("GET mailboxes", Set.of("admin", "operator", "auditor")),
            Map.entry("GET mailboxes/{name}", Set.of("admin", "operator", "auditor")),
            Map.entry("GET mailboxes/{name}/owed", Set.of("admin", "operator", "auditor")),
            Map.entry("POST mailboxes/{name}/compare", Set.of("admin", "operator")),
            Map.entry("POST mailboxes/{name}/sync", Set.of("admin", "operator")),
            Map.entry("POST mailboxes/{name}/pause", Set.of("admin", "operator")),
            Map.entry("POST mailboxes/{name}/resume", Set.of("admin", "operator")),
            Map.entry("POST mailboxes/test", Set.of("admin")),
            Map.entry("GET mails", Set.of("admin", "auditor")),
            Map.entry("GET mails/{id}", Set.of("admin", "auditor")),
            Map.entry("GET mails/{id}/raw", Set.of("admin", "auditor")),
            Map.entry("GET jobs", Set.of("admin", "operator")),
            Map.entry("GET jobs/{executionId}", Set.of("admin", "operator")),
            Map.entry("POST jobs", Set.of("admin", "operator")),
            Map.entry("POST jobs/{executionId}/stop", Set.of("admin", "operator")),
            Map.entry("POST jobs/{executionId}/restart", Set.of("admin", "operator")),
            Map.entry("GET deliveries", Set.of("admin", "operator")),
            Map.entry("POST deliveries/{id}/retry", Set.of("admin", "operator")),
            Map.entry("POST notifications", Set.of("admin", "sender")),
            Map.entry("GET notifications", Set.of("admin", "operator", "sender")),
            Map.entry("GET notifications/{id}", Set.of("admin", "operator", "sender")),
            Map.entry("GET incidents", Set.of("admin", "operator")),
            Map.entry("POST incidents/{id}/replay", Set.of("admin", "operator")),
            Map.entry("GET audit", Set.of("admin")));

    @Test
    void holdForEachCall() {
        Map<String, Set<String>> calls = new TreeMap<>();
        resources()
                .forEach(resource -> calls(resource).forEach(call -> calls.put(address(resource, call), roles(call))));
        assertThat(calls).isEqualTo(TABLE);
    }

    static Stream<Class<?>> resources() {
        return new ClassFileImporter()
                .importPackages("mailroom.console.api").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .map(JavaClass::reflect);
    }

    static List<Method> calls(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(method -> verb(method) != null)
                .toList();
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    static String address(Class<?> resource, Method call) {
        Path below = call.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value();
        return verb(call) + " " + path + (below == null ? "" : "/" + below.value());
    }

    private static Set<String> roles(Method call) {
        RolesAllowed allowed = call.getAnnotation(RolesAllowed.class);
        assertThat(allowed).as("@RolesAllowed of %s", call).isNotNull();
        return Set.of(allowed.value());
    }
}
