package mailroom.camel.odd;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mailroom.camel.odd.Answer.Close;
import mailroom.camel.odd.Answer.Response;
import mailroom.camel.odd.Answer.Silence;
import mailroom.camel.odd.Answer.Step;

/** Hears one client's commands and plays the answers. */
final class OddConnection implements Runnable {

    private static final String NEWS = "news";
    private static final String GONE = "gone";

    private final OddServer server;
    private final Socket socket;
    private final Visit visit = new Visit();
    private final Answering answering;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Runnable newsWatcher = () -> lines.offer(NEWS);
    private OutputStream out;

    OddConnection(OddServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
        answering = new Answering(server, visit);
    }

    @Override
    public void run() {
        try (socket) {
            out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            OddServer.thread("odd-ear", this::listen).start();
            server.folders().forEach(folder -> folder.watch(newsWatcher));
            send("* OK [CAPABILITY " + server.capabilities() + "] hello\r\n");
            out.flush();
            converse();
        } catch (IOException | InterruptedException clientWentAway) {
            // the client's side is what the test looks at
        } finally {
            server.folders().forEach(folder -> folder.leave(newsWatcher));
            close(socket);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing is left to close
        }
    }

    private void listen() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // the same as an end
        }
        lines.add(GONE);
    }

    private Optional<String> next() throws InterruptedException {
        String line = lines.take();
        while (line.equals(NEWS)) {
            line = lines.take();
        }
        return line.equals(GONE) ? Optional.empty() : Optional.of(line);
    }

    private void converse() throws IOException, InterruptedException {
        boolean open = true;
        while (open) {
            Optional<String> line = next();
            open = line.isPresent() && answer(Command.of(line.get()));
        }
    }

    private boolean answer(Command command) throws IOException, InterruptedException {
        boolean login = command.verb().equals("AUTHENTICATE") || command.verb().equals("LOGIN");
        server.heard(login ? command.verb() : command.verb() + " " + command.words());
        boolean idles = command.verb().equals("IDLE");
        Answer answer = answering.to(command);
        List<Step> news = answering.lastNews();
        for (Behaviour behaviour : server.behaviours()) {
            behaviour.alter(command, visit, answer);
        }
        if (answer.end().startsWith("NO") || answer.end().startsWith("BAD")) {
            // a refusal does not swallow what the server tells beside it
            news.stream().filter(step -> !answer.steps().contains(step)).forEach(answer.steps()::add);
        }
        if (idles && answer.end().isEmpty() && answer.steps().isEmpty()) {
            idle(command);
            return true;
        }
        return play(command, answer);
    }

    private boolean play(Command command, Answer answer) throws IOException, InterruptedException {
        for (Step step : answer.steps()) {
            if (step instanceof Response response) {
                out.write(response.bytes());
            } else if (step instanceof Silence silence) {
                out.flush();
                Thread.sleep(silence.length().toMillis());
            } else if (step instanceof Close) {
                out.flush();
                return false;
            }
        }
        if (!answer.end().isEmpty()) {
            send(command.tag() + " " + answer.end() + "\r\n");
        }
        out.flush();
        return !command.verb().equals("LOGOUT");
    }

    private void idle(Command command) throws IOException, InterruptedException {
        send("+ idling\r\n");
        String line;
        do {
            Answer news = answering.news();
            for (Step step : news.steps()) {
                if (step instanceof Response response) {
                    out.write(response.bytes());
                }
            }
            out.flush();
            line = lines.take();
        } while (line.equals(NEWS));
        send(command.tag() + " OK done\r\n");
        out.flush();
    }

    private void send(String text) throws IOException {
        out.write(Answer.bytes(text));
    }
}
