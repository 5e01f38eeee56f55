package mailroom.refusal;

import jakarta.json.Json;
import java.util.Locale;

/**
 * What went wrong with a request, for a program and for a person.
 *
 * @param title the status's own words
 * @param detail one sentence for a person, without anything of the server's inside
 */
public record Refusal(int status, String title, String detail) {

    public static final String PROBLEM_TYPE = "application/problem+json;charset=UTF-8";
    public static final String PAGE_TYPE = "text/html;charset=UTF-8";

    /** Nothing in an answer of this kind runs or loads anything; the page's own style is in it. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>%1$d %2$s – Mailroom</title>
              <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem; }</style>
            </head>
            <body>
              <h1>%2$s</h1>
              <p>Mailroom answers %1$d: %3$s.</p>
              <p><a href="/mailroom/">To the console</a></p>
            </body>
            </html>
            """;

    /** With the words that belong to a status where nothing more is known. */
    public static Refusal of(int status) {
        return switch (status) {
            case 400 -> new Refusal(status, "Bad Request", "the request cannot be read");
            case 404 -> new Refusal(status, "Not Found", "there is nothing at this address");
            case 405 ->
                new Refusal(
                        status,
                        "Method Not Allowed",
                        "this address does not know that method; Allow says which it knows");
            default ->
                status < 500
                        ? new Refusal(status, "Refused", "the request is refused")
                        : new Refusal(status, "Error", "Mailroom could not answer; its log says why");
        };
    }

    /** A browser says that it wants a page; a program that says nothing, or anything, gets a problem. */
    public static boolean isPageWanted(String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    public String problem() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }

    public String page() {
        return PAGE.formatted(status, escaped(title), escaped(detail));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
