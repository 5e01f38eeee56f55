package mailroom.console.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

    private final ProblemMapper mapper = new ProblemMapper();

    @Test
    void keepsWhatIsInsideAnUnexpectedErrorOutOfTheAnswer() {
        Response answer = mapper.toResponse(new IllegalStateException("select secret from rows"));
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getMediaType()).hasToString("application/problem+json");
        assertThat((String) answer.getEntity()).contains("reference").doesNotContain("secret", "Exception", "\tat ");
    }

    @Test
    void findsTheProblemBehindAWrapper() {
        Response answer = mapper.toResponse(new RuntimeException(Problem.badParameter("limit", "a whole number")));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat((String) answer.getEntity())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"limit: allowed is a whole number\",\"parameter\":\"limit\","
                        + "\"allowed\":\"a whole number\"}");
    }

    @Test
    void saysWhichMethodsAnAddressKnows() {
        Response answer = mapper.toResponse(new NotAllowedException("GET", new String[] {"HEAD"}));
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeaderString("Allow")).contains("GET").contains("HEAD");
        assertThat((String) answer.getEntity()).contains("\"title\":\"Method Not Allowed\"");
    }

    @Test
    void answersAForbiddenCallAsAProblem() {
        Response answer = mapper.toResponse(new ForbiddenException());
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat((String) answer.getEntity()).contains("\"status\":403");
    }
}
