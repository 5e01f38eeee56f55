package mailroom.camel.odd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** What the server is about to answer to one command: behaviours take away, change, stop and end it. */
public final class Answer {

    /** One thing that the server does. */
    public sealed interface Step {}

    /** It sends a response, of a mail where that has one. */
    public record Response(long uid, byte[] bytes) implements Step {

        Response(String text) {
            this(0, Answer.bytes(text));
        }

        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** It says nothing for a while. */
    public record Silence(Duration length) implements Step {}

    /** It closes the connection. */
    public record Close() implements Step {}

    private final SortedSet<Long> asked;
    private List<Step> steps = new ArrayList<>();
    private String end = "OK done";

    Answer(SortedSet<Long> asked) {
        this.asked = asked;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The mails of the open folder that the command names. */
    public Set<Long> asked() {
        return asked;
    }

    /** The steps up to the tagged answer. */
    public List<Step> steps() {
        return steps;
    }

    public void steps(List<Step> others) {
        steps = new ArrayList<>(others);
    }

    /** The tagged answer without its tag; empty where none comes. */
    public String end() {
        return end;
    }

    public void end(String other) {
        end = other;
    }

    void say(String line) {
        steps.add(new Response(line + "\r\n"));
    }

    void say(long uid, ByteArrayOutputStream response) {
        steps.add(new Response(uid, response.toByteArray()));
    }

    /** Nothing else but this tagged answer. */
    public void onlyEnd(String words) {
        steps.clear();
        end = words;
    }

    /** All that comes from this step on is left out, and the server leaves. */
    public void closeAfter(int kept) {
        while (steps.size() > kept) {
            steps.remove(steps.size() - 1);
        }
        steps.add(new Close());
        end = "";
    }
}
