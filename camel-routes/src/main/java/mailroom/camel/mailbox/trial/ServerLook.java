package mailroom.camel.mailbox.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.FolderChanges;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.mailbox.MailboxControl.Oddity;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;

/**
 * Looks at a server for a short time and names what it does otherwise than most. It only reads, and it opens no further
 * folder once its time is over.
 */
final class ServerLook {

    private static final int MOST_FOLDERS = 20;

    private final ImapSession session;
    private final MailboxSettings mailbox;
    private final ServerQuestions questions;
    private final long end;
    private final List<Oddity> seen = new ArrayList<>();
    private boolean again;

    /** @param left after which no further folder is opened */
    ServerLook(ImapSession session, MailboxSettings mailbox, Duration left) {
        this.session = session;
        this.mailbox = mailbox;
        questions = new ServerQuestions(session, this::seen);
        end = System.nanoTime() + left.toNanos();
    }

    /** @param all folders of the server, of which the chosen ones are taken in */
    List<Oddity> at(ListedFolders all, List<ListedFolder> chosen) {
        try {
            offers();
            all.oddity().ifPresent(words -> seen("folders-unlisted", words));
            allMail(all.folders(), chosen);
            folders(chosen.subList(0, Math.min(MOST_FOLDERS, chosen.size())));
            session.limits().inWords().forEach(words -> seen("limited", words));
        } catch (ImapProblem problem) {
            seen(problem.word(), "the connection ended while folders were looked at: " + problem.getMessage());
        } catch (IOException broken) {
            seen("connection-lost", "the connection broke while folders were looked at");
        }
        return List.copyOf(seen);
    }

    private void folders(List<ListedFolder> some) throws IOException {
        for (ListedFolder folder : some) {
            if (isOver()) {
                seen("look-ended", "the server is slow; what it does in " + folder.name() + " was not looked at");
                return;
            }
            folder(folder);
        }
        Optional<OpenFolder> open = session.examined();
        if (open.isPresent() && !isOver()) {
            questions.longSet(open.get());
        }
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private void offers() throws IOException {
        if (removes() && !session.offers("UIDPLUS")) {
            seen("no-uidplus", "the server lacks UIDPLUS, so no archived mail can be removed from it safely");
        }
        if (mailbox.afterArchive() instanceof AfterArchive.Move && !session.offers("MOVE")) {
            seen("no-move", "the server lacks MOVE, so archived mails are copied and then removed");
        }
        if (!session.offers("IDLE")) {
            seen("no-idle", "the server tells nothing of new mail unasked; it is asked again and again");
        }
        session.offered("MESSAGELIMIT=")
                .ifPresent(most -> seen("message-limit", "the server takes at most " + most + " mails in one command"));
        if (session.offers("UIDONLY")) {
            seen(
                    "uid-only",
                    "the server shows a part of a large folder to a client that counts mails; its UIDs are used");
        }
    }

    private void allMail(List<ListedFolder> all, List<ListedFolder> chosen) throws IOException {
        if (!session.offers("X-GM-EXT-1")) {
            return;
        }
        all.stream()
                .filter(folder -> folder.has("\\all") && !chosen.contains(folder))
                .forEach(folder -> seen(
                        "all-mail-skipped",
                        "mails without a label are in " + folder.name()
                                + " alone, and it is not taken in; name it under folders: to have them"));
    }

    private boolean removes() {
        return !(mailbox.afterArchive() instanceof AfterArchive.Keep);
    }

    private void folder(ListedFolder folder) throws IOException {
        try {
            OpenFolder open = session.examine(folder);
            numbers(open);
            if (!again) {
                again = true;
                questions.again(open);
            }
            if (removes()) {
                new FolderChanges(session)
                        .missingRights(folder)
                        .ifPresent(words -> seen("after-archive-refused", folder.name() + ": " + words));
            }
            new NewestMails(session, questions, open).look(this::seen);
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
            seen("folder-refused", folder.name() + ": " + refused.serverWords());
        }
    }

    private void numbers(OpenFolder open) {
        String name = open.folder().name();
        if (open.uidValidity() == 0) {
            seen("no-uidvalidity", name + " has no UIDVALIDITY; its mails are known by what they hold");
        }
        if (open.uidNext() == 0) {
            seen("no-uidnext", name + " has no UIDNEXT; new mails are found by asking for what is there");
        }
    }

    private void seen(String kind, String message) {
        seen.add(new Oddity(kind, message));
    }
}
