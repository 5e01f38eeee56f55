package mailroom.camel.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.Secret;

/** A program whose first line on standard output is a token; without a shell, in bounded time, with bounded output. */
final class TokenCommand {

    static final Duration LONGEST_RUN = Duration.ofSeconds(30);
    static final int LONGEST_OUTPUT = 16 * 1024;

    private final List<String> arguments;
    private final Duration longestRun;

    TokenCommand(List<String> arguments) {
        this(arguments, LONGEST_RUN);
    }

    TokenCommand(List<String> arguments, Duration longestRun) {
        this.arguments = arguments;
        this.longestRun = longestRun;
    }

    Secret run() throws ImapProblem {
        try {
            return token(new ProcessBuilder(arguments)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (ImapProblem problem) {
            throw problem;
        } catch (IOException e) {
            throw problem("cannot be run", e);
        }
    }

    private Secret token(Process process) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.orTimeout(longestRun.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            end(process);
            return null;
        });
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            String printed = new String(output.readNBytes(LONGEST_OUTPUT + 1), StandardCharsets.UTF_8);
            if (printed.length() > LONGEST_OUTPUT) {
                throw problem("prints more than " + LONGEST_OUTPUT + " bytes", null);
            }
            return token(printed, process.waitFor(), done.isDone());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem("was interrupted", e);
        } catch (IOException e) {
            throw e instanceof ImapProblem || !done.isDone() ? e : late();
        } finally {
            done.complete(null);
            end(process);
        }
    }

    private Secret token(String printed, int exit, boolean late) throws ImapProblem {
        if (late) {
            throw late();
        }
        if (exit != 0) {
            throw problem("ended with " + exit, null);
        }
        return printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(Secret::new)
                .orElseThrow(() -> problem("printed nothing", null));
    }

    private ImapProblem late() {
        return problem("has not ended within " + longestRun.toSeconds() + " s", null);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The program's name only: an argument may be a secret. */
    private ImapProblem problem(String what, Exception cause) {
        return new ImapProblem(Kind.TOKEN_UNAVAILABLE, "the token command " + arguments.get(0) + " " + what, cause);
    }
}
