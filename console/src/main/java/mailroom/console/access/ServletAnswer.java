package mailroom.console.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mailroom.console.problem.Problem;
import mailroom.refusal.Refusal;

/** A refusal that goes out as it is, as a problem (RFC 9457) or a page. */
final class ServletAnswer {

    private ServletAnswer() {}

    static void problem(HttpServletResponse response, Problem problem) throws IOException {
        send(response, problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    static void page(HttpServletResponse response, Refusal refusal) throws IOException {
        send(response, refusal.status(), Refusal.PAGE_TYPE, refusal.page());
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
