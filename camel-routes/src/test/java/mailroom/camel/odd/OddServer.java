package mailroom.camel.odd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.settings.ServerAddress;

/** Listens, lets anybody in and shows everybody the same folders; odd as long as a behaviour lies over it. */
public final class OddServer implements AutoCloseable {

    static final String USUAL = "IMAP4rev1 SASL-IR AUTH=PLAIN IDLE UIDPLUS MOVE ENABLE";

    private final ServerSocket listener;
    private final Map<String, OddFolder> folders = new LinkedHashMap<>();
    private final List<Behaviour> behaviours = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String capabilities = USUAL;

    public OddServer(Behaviour... behaviours) throws IOException {
        this.behaviours.addAll(List.of(behaviours));
        listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        thread("odd-server", this::accept).start();
    }

    static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One more is offered. */
    public OddServer offering(String... further) {
        capabilities = capabilities + " " + String.join(" ", further);
        return this;
    }

    public OddFolder folder(String name) {
        synchronized (folders) {
            return folders.computeIfAbsent(name, made -> new OddFolder(made, 1000 + folders.size()));
        }
    }

    public List<OddFolder> folders() {
        synchronized (folders) {
            return List.copyOf(folders.values());
        }
    }

    public OddServer with(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    public void without(Behaviour behaviour) {
        behaviours.remove(behaviour);
    }

    /** From now on the server does all as it should. */
    public void behave() {
        behaviours.clear();
    }

    List<Behaviour> behaviours() {
        return behaviours;
    }

    /** As a client is told just now. */
    public String capabilities() {
        String words = capabilities;
        for (Behaviour behaviour : behaviours) {
            words = behaviour.capabilities(words);
        }
        return words;
    }

    void heard(String line) {
        heard.add(line);
    }

    /** Every command, without what a login tells. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    public int connections() {
        return connections.get();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public ServerAddress address() {
        return new ServerAddress("127.0.0.1", port(), ServerAddress.Tls.NONE, Optional.empty());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                thread("odd-connection", new OddConnection(this, socket)).start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Every client has to come again. */
    public void hangUp() {
        for (Socket socket : sockets) {
            OddConnection.close(socket);
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        hangUp();
    }
}
