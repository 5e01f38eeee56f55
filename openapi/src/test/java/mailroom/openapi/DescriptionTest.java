package mailroom.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final String PROBLEM = "application/problem+json";

    private final Description description = Description.read();

    @Test
    void isValidInBothForms() {
        SwaggerParseResult yaml = parsed(description.yaml());
        SwaggerParseResult json = parsed(description.json());
        assertThat(yaml.getMessages()).isEmpty();
        assertThat(json.getMessages()).isEmpty();
        assertThat(json.getOpenAPI()).isEqualTo(yaml.getOpenAPI());
    }

    @Test
    void namesEachCallOnce() {
        assertThat(operations().map(Operation::getOperationId))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void hasAProblemForEachRefusal() {
        operations().forEach(call -> {
            assertThat(call.getResponses().keySet())
                    .as(call.getOperationId())
                    .contains("400", "401", "403", "429", "500", "503");
            call.getResponses().forEach((status, response) -> {
                if (status.compareTo("400") >= 0) {
                    assertThat(response.getContent().keySet())
                            .as(call.getOperationId() + " " + status)
                            .containsExactly(PROBLEM);
                }
            });
        });
    }

    @Test
    void saysWhenToTryAgain() {
        operations().forEach(call -> List.of("429", "503")
                .forEach(status -> assertThat(call.getResponses().get(status).getHeaders())
                        .as(call.getOperationId() + " " + status)
                        .containsKey("Retry-After")));
    }

    @Test
    void saysThatABodyMayBeTooLong() {
        assertThat(operations().filter(call -> call.getRequestBody() != null))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.getResponses().keySet())
                        .as(call.getOperationId())
                        .contains("400", "408", "413", "415"));
    }

    @Test
    void saysOfWhatKindEachAnswerAndBodyIs() {
        operations().forEach(call -> {
            List<MediaType> answers = call.getResponses().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("2"))
                    .map(entry -> json(entry.getValue()))
                    .filter(type -> type != null)
                    .toList();
            assertThat(answers)
                    .as(call.getOperationId())
                    .allMatch(type -> type.getSchema().getType() == null
                            || !"string".equals(type.getSchema().getType()));
            if (call.getRequestBody() != null) {
                assertThat(call.getRequestBody()
                                .getContent()
                                .get("application/json")
                                .getSchema()
                                .getProperties())
                        .as(call.getOperationId())
                        .isNotEmpty();
            }
        });
    }

    private static MediaType json(ApiResponse response) {
        return response.getContent().get("application/json");
    }

    private Stream<Operation> operations() {
        OpenAPI api = parsed(description.yaml()).getOpenAPI();
        return api.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
    }

    private static SwaggerParseResult parsed(String text) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return new OpenAPIV3Parser().readContents(text, null, options);
    }
}
