package mailroom.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mailroom.PrivateDovecot;
import mailroom.Programs;

/**
 * Brings in sync what a victim has left. One process for all homes, each opened anew and closed afterwards: only what is
 * killed has to start a JVM.
 */
final class Survivor implements AutoCloseable {

    private final Path folder = Programs.folder("survivor");
    private final Path printed = folder.resolve("printed.txt");
    private Process process;
    private BufferedReader answers;
    private Writer orders;

    /** True once every mailbox is in sync and nothing is open any more; false if that does not come. */
    boolean runsInSync(Path home, String url) throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            start();
        }
        orders.write(home + " " + url + "\n");
        orders.flush();
        try {
            String answer =
                    CompletableFuture.supplyAsync(this::answer).get(Victim.LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
            return IntakeProcess.IN_SYNC.equals(answer);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly().waitFor();
            return false;
        }
    }

    private void start() throws IOException {
        List<String> command = JavaCommand.of(
                IntakeProcess.class, List.of("-Dderby.stream.error.file=" + folder.resolve("derby.log")), List.of());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(printed.toFile());
        builder.environment().put(IntakeProcess.PASSWORD_VARIABLE, PrivateDovecot.PASSWORD);
        process = builder.start();
        answers = process.inputReader();
        orders = process.outputWriter();
    }

    private String answer() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String printed() {
        try {
            return Files.readString(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        Programs.delete(folder);
    }
}
