package mailroom.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes mails, puts them on the server and keeps what was put where: the outside's ledger. Safe for several threads. */
final class SentMails implements AutoCloseable {

    /** Where the server has, or had, a mail. */
    record Spot(String mailbox, String folder, long uidValidity, long uid) {}

    static final int LARGE = 5 << 20;

    private static final int REMEMBERED = 20;
    private static final int LONGEST_SMALL = 12_000;

    private final Random random;
    private final Map<String, MailboxClient> clients = new HashMap<>();
    private final Map<Spot, String> sent = new LinkedHashMap<>();
    private final List<byte[]> remembered = new ArrayList<>();
    private int made;

    SentMails(long seed) {
        random = new Random(seed);
    }

    synchronized void addMailbox(int port, String user, List<String> folders) throws IOException {
        MailboxClient client = new MailboxClient(port, user);
        clients.put(user, client);
        for (String folder : folders) {
            if (!folder.equals("INBOX")) {
                client.create(folder);
            }
        }
    }

    /** A new mail, or in one of six cases the bytes of one sent before, to any mailbox and folder. */
    synchronized void send(String user, String folder) throws IOException {
        boolean again = !remembered.isEmpty() && random.nextInt(6) == 0;
        byte[] mail = again ? remembered.get(random.nextInt(remembered.size())) : mail(random.nextInt(LONGEST_SMALL));
        send(user, folder, mail);
    }

    synchronized void send(String user, String folder, byte[] mail) throws IOException {
        MailboxClient.Place place = clients.get(user).append(folder, mail);
        sent.put(new Spot(user, folder, place.uidValidity(), place.uid()), hash(mail));
        if (mail.length < LONGEST_SMALL * 2) {
            remembered.add(mail);
        }
        if (remembered.size() > REMEMBERED) {
            remembered.remove(0);
        }
    }

    /** Half text that compresses, half bytes that do not. */
    synchronized byte[] mail(int size) {
        made++;
        var mail = new ByteArrayOutputStream(size + 200);
        String header = "Message-ID: <" + made + "@crash.example>\r\nSubject: mail " + made + "\r\n\r\n";
        mail.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        byte[] noise = new byte[76];
        while (mail.size() < size) {
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) (i % 2 == 0 ? 'a' : 33 + (noise[i] & 63));
            }
            mail.writeBytes(noise);
            mail.write('\r');
            mail.write('\n');
        }
        return mail.toByteArray();
    }

    /** The SHA-256 of what was put at each spot. */
    synchronized Map<Spot, String> sent() {
        return new LinkedHashMap<>(sent);
    }

    /** The SHA-256 of what a folder on the server holds now, sorted. */
    synchronized List<String> onServer(String user, String folder) throws IOException {
        return clients.get(user).mails(folder).values().stream()
                .map(SentMails::hash)
                .sorted()
                .toList();
    }

    /** The SHA-256 of what was put into any folder of the user, sorted. */
    synchronized List<String> sentTo(String user) {
        return sent.entrySet().stream()
                .filter(entry -> entry.getKey().mailbox().equals(user))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** Into a folder that intake does not watch. */
    synchronized void putAside(String user, String folder, byte[] mail) throws IOException {
        clients.get(user).create(folder);
        clients.get(user).append(folder, mail);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (MailboxClient client : clients.values()) {
            client.close();
        }
    }
}
