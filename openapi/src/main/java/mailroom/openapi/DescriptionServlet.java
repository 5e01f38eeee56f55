package mailroom.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Answers with the description, to everybody: it tells nothing of this server but what all have. */
@WebServlet("/*")
public class DescriptionServlet extends HttpServlet {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private transient Description description;

    @Override
    public void init() {
        description = Description.read();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        String below = request.getPathInfo();
        if (below != null && !below.equals("/")) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "Not Found", "there is nothing at this address");
        } else if (!READING.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    "Method Not Allowed",
                    "this address can be read only");
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WantedForm form = WantedForm.of(request.getParameter("format"), request.getHeader("Accept"));
        response.setHeader("Vary", "Accept");
        send(response, form.mediaType(), form == WantedForm.JSON ? description.json() : description.yaml());
    }

    private static void refuse(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        JsonObject problem = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build();
        send(response, "application/problem+json", problem.toString());
    }

    private static void send(HttpServletResponse response, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
