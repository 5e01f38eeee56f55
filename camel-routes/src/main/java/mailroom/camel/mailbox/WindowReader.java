package mailroom.camel.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.TreeSet;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.MailFacts;
import mailroom.camel.imap.MailReceiver;
import mailroom.intake.FolderKey;
import mailroom.intake.MailSink;
import mailroom.intake.SightingFacts;
import mailroom.intake.Window;

/** Streams the mails of one plan into the archive's windows, the next one as soon as one is full. */
final class WindowReader implements MailReceiver, AutoCloseable {

    private final FolderKey folder;
    private final IntakeDesk desk;
    private final Doubts doubts;
    private final Sending sending;
    private final TreeSet<Long> missing = new TreeSet<>();
    private long reached;
    private Window window;
    private MailSink sink;
    private ByteArrayOutputStream early;

    /** What becomes of a window that is complete. */
    @FunctionalInterface
    interface Sending {
        void send(Window window, long highestUid) throws IOException;
    }

    /** @param reached up to this UID the folder is taken in */
    WindowReader(FolderKey folder, IntakeDesk desk, Doubts doubts, FetchPlan plan, long reached, Sending sending)
            throws IOException {
        this.folder = folder;
        this.desk = desk;
        this.doubts = doubts;
        this.sending = sending;
        this.reached = reached;
        missing.addAll(plan.sizes().keySet());
        window = desk.open(folder);
    }

    @Override
    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
        if (facts.isEmpty()) {
            early = new ByteArrayOutputStream((int) length);
            return early;
        }
        return begin(facts.get(), length);
    }

    private OutputStream begin(MailFacts facts, long length) throws IOException {
        if (!missing.contains(facts.uid())) {
            throw new ImapProblem(
                    ImapProblem.Kind.PROTOCOL_ERROR, "the server sent UID " + facts.uid() + " twice in one answer");
        }
        checkSize(facts, length);
        if (window.isFull()) {
            sendSoFar();
        }
        try {
            sink = window.begin(new SightingFacts(facts.uid(), facts.internalDate(), facts.flags(), 0), length);
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
        return new SinkStream(sink);
    }

    private void checkSize(MailFacts facts, long length) throws ImapProblem {
        if (facts.size() < 0 || facts.size() == length) {
            return;
        }
        String message =
                "UID " + facts.uid() + " is announced with " + facts.size() + " bytes and comes with " + length;
        if (!doubts.isSettled(folder, facts.uid())) {
            throw new ImapProblem(ImapProblem.Kind.PROTOCOL_ERROR, message);
        }
        desk.incident("size-differs", folder.mailbox(), folder.folder(), message + "; archived as it came");
    }

    @Override
    public void complete(MailFacts facts) throws IOException {
        if (early != null) {
            ByteArrayOutputStream before = early;
            early = null;
            before.writeTo(begin(facts, before.size()));
        }
        try (MailSink done = sink) {
            done.complete();
        } catch (IOException e) {
            throw new StoreProblem(e);
        }
        sink = null;
        missing.remove(facts.uid());
        reached = Math.max(reached, facts.uid());
    }

    /** Mails above one that is still missing are stored too, but the cursor stays below it. */
    private void sendSoFar() throws IOException {
        long inOrder = missing.isEmpty() ? reached : Math.min(reached, missing.first() - 1);
        Window full = window;
        window = null;
        sending.send(full, inOrder);
        window = desk.open(folder);
    }

    /** The planned UIDs that did not come. */
    TreeSet<Long> missing() {
        return missing;
    }

    void skip(long uid, String reason) {
        window.skip(uid, reason);
    }

    /** All that was planned came or was skipped. */
    void finish(long highestUid) throws IOException {
        Window last = window;
        window = null;
        sending.send(last, highestUid);
    }

    /** Forgets what was not sent. */
    @Override
    public void close() throws IOException {
        try (MailSink unfinished = sink) {
            sink = null;
        } finally {
            if (window != null) {
                window.close();
            }
        }
    }

    private static final class SinkStream extends OutputStream {

        private final MailSink sink;

        SinkStream(MailSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                sink.write(bytes, offset, length);
            } catch (IOException e) {
                throw new StoreProblem(e);
            }
        }
    }
}
