package mailroom.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailroom.console.problem.Problem;
import mailroom.mail.MailState;
import mailroom.mailbox.MailboxReport;
import mailroom.notification.Attachment;
import mailroom.notification.Notification;
import mailroom.outbound.RecipientState;
import mailroom.routing.DeliveryAction;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds what {@code /openapi} says of the API against the API; whoever changes a call changes its description. */
class DescriptionTest {

    private static final Path FILE = Path.of("../openapi/src/main/resources/mailroom/openapi/openapi.yaml");

    private static final Map<String, Class<? extends Record>> SCHEMAS = Map.ofEntries(
            Map.entry("Problem", Problem.class),
            Map.entry("Status", StatusResource.Status.class),
            Map.entry("DeliveryCounts", StatusResource.DeliveryCounts.class),
            Map.entry("SubmissionCounts", StatusResource.SubmissionCounts.class),
            Map.entry("Mailbox", MailboxJson.class),
            Map.entry("MailboxError", MailboxJson.Error.class),
            Map.entry("Folder", MailboxJson.Folder.class),
            Map.entry("Comparison", MailboxJson.Comparison.class),
            Map.entry("MailboxTest", MailboxTestJson.class),
            Map.entry("OwedMail", OwedJson.class),
            Map.entry("Mail", MailJson.class),
            Map.entry("MailFile", MailJson.File.class),
            Map.entry("Sighting", MailJson.Sighting.class),
            Map.entry("Job", JobJson.class),
            Map.entry("JobStep", JobJson.Step.class),
            Map.entry("Delivery", DeliveryJson.class),
            Map.entry("Notification", Notification.class),
            Map.entry("Attachment", Attachment.class),
            Map.entry("NotificationFate", NotificationJson.class),
            Map.entry("Recipient", NotificationJson.Recipient.class),
            Map.entry("Incident", IncidentJson.class),
            Map.entry("AuditEntry", AuditJson.class));

    /** In the records and not in JSON: the type of every problem is the same, an attachment knows its place. */
    private static final Map<String, Set<String>> BESIDE =
            Map.of("Problem", Set.of("type"), "Attachment", Set.of("field"));

    private static final Map<String, Class<? extends Enum<?>>> WORDS = Map.of(
            "MailboxState", MailboxReport.State.class,
            "FolderState", MailboxReport.FolderState.class,
            "MailState", MailState.class,
            "DeliveryAction", DeliveryAction.class,
            "DeliveryState", DeliveryState.class,
            "RecipientState", RecipientState.class);

    private final Map<String, Object> api = read();

    @Test
    void namesEachCallWithItsRoles() {
        Map<String, Set<String>> described = new TreeMap<>();
        described().forEach((call, words) -> described.put(call, Set.copyOf(list(words.get("x-roles")))));
        Map<String, Set<String>> written = new TreeMap<>();
        written()
                .forEach((call, method) -> written.put(
                        call, Set.of(method.getAnnotation(RolesAllowed.class).value())));
        assertThat(described).isEqualTo(written);
    }

    @Test
    void namesTheParametersOfEachCall() {
        Map<String, Method> written = written();
        described()
                .forEach((call, words) ->
                        assertThat(parameters(words)).as(call).isEqualTo(parameters(written.get(call))));
    }

    @Test
    void namesTheFieldsOfEachAnswerAndBody() {
        SCHEMAS.forEach((name, record) -> {
            Set<String> differences =
                    new TreeSet<>(map(schema(name).get("properties")).keySet());
            Set<String> fields = Arrays.stream(record.getRecordComponents())
                    .map(DescriptionTest::fieldName)
                    .collect(Collectors.toSet());
            fields.forEach(field -> {
                if (!differences.remove(field)) {
                    differences.add(field);
                }
            });
            assertThat(differences).as(name).isEqualTo(BESIDE.getOrDefault(name, Set.of()));
        });
    }

    @Test
    void saysWhatIsAlwaysThere() {
        SCHEMAS.forEach((name, record) -> Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getType().isPrimitive())
                .forEach(component ->
                        assertThat(list(schema(name).get("required"))).as(name).contains(fieldName(component))));
    }

    @Test
    void namesTheWordsOfEachState() {
        WORDS.forEach((name, words) -> assertThat(list(schema(name).get("enum")))
                .as(name)
                .containsExactly(Arrays.stream(words.getEnumConstants())
                        .map(QueryParameters::kebab)
                        .toArray(String[]::new)));
        assertThat(list(schema("JobStatus").get("enum"))).containsExactlyInAnyOrderElementsOf(JobsResource.STATUSES);
    }

    @Test
    void answersWithWhatIsDescribed() {
        Map<String, Method> written = written();
        described().forEach((call, words) -> {
            Map<String, Object> answer = map(map(words.get("responses")).get("200"));
            Type type = written.get(call).getGenericReturnType();
            if (answer.isEmpty() || !record(type).filter(SCHEMAS::containsValue).isPresent()) {
                return;
            }
            Map<String, Object> json =
                    map(map(map(answer.get("content")).get("application/json")).get("schema"));
            String name = target(json);
            if (type instanceof ParameterizedType) {
                Map<String, Object> items =
                        map(map(schema(name).get("properties")).get("items"));
                name = target(map(items.get("items")));
            }
            assertThat(SCHEMAS.get(name)).as(call).isEqualTo(record(type).orElseThrow());
        });
    }

    private static Optional<Class<?>> record(Type type) {
        Type inner = type instanceof ParameterizedType page ? page.getActualTypeArguments()[0] : type;
        return inner instanceof Class<?> known && known.isRecord() ? Optional.of(known) : Optional.empty();
    }

    private static String fieldName(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonbProperty.class))
                .map(JsonbProperty::value)
                .orElse(component.getName());
    }

    private static Map<String, Method> written() {
        Map<String, Method> calls = new TreeMap<>();
        RolesTest.resources().forEach(resource -> RolesTest.calls(resource)
                .forEach(call -> calls.put(RolesTest.address(resource, call), call)));
        return calls;
    }

    private static Set<String> parameters(Method call) {
        return Arrays.stream(call.getParameters())
                .flatMap(parameter -> Arrays.stream(parameter.getAnnotations()))
                .flatMap(DescriptionTest::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> parameter(Annotation annotation) {
        if (annotation instanceof QueryParam query) {
            return Stream.of("query " + query.value());
        }
        if (annotation instanceof PathParam path) {
            return Stream.of("path " + path.value());
        }
        return annotation instanceof HeaderParam header ? Stream.of("header " + header.value()) : Stream.empty();
    }

    private Set<String> parameters(Map<String, Object> words) {
        return Optional.ofNullable((List<?>) words.get("parameters")).orElse(List.of()).stream()
                .map(DescriptionTest::map)
                .map(given -> given.containsKey("$ref") ? component("parameters", target(given)) : given)
                .map(given -> given.get("in") + " " + given.get("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By verb and address, as {@link RolesTest} writes them. */
    private Map<String, Map<String, Object>> described() {
        Map<String, Map<String, Object>> calls = new TreeMap<>();
        map(api.get("paths")).forEach((path, verbs) -> map(verbs)
                .forEach((verb, words) -> calls.put(
                        verb.toUpperCase(java.util.Locale.ROOT) + " " + path.substring("/api/".length()), map(words))));
        return calls;
    }

    private Map<String, Object> schema(String name) {
        return component("schemas", name);
    }

    private Map<String, Object> component(String kind, String name) {
        return map(map(map(api.get("components")).get(kind)).get(name));
    }

    private static String target(Map<String, Object> reference) {
        String text = (String) reference.get("$ref");
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    private static Map<String, Object> read() {
        try {
            return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE)));
        } catch (IOException e) {
            throw new AssertionError("the description is not at " + FILE.toAbsolutePath(), e);
        }
    }
}
