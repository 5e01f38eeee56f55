package mailroom.camel.mailbox.watch;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mailroom.camel.imap.folder.ListedFolder;

/** Which folders of a mailbox are taken in: those of the patterns, or all that a person would call mail. */
public record FolderChoice(List<String> patterns) {

    private static final Set<String> LEFT_OUT = Set.of("\\junk", "\\trash", "\\drafts", "\\all");

    public List<ListedFolder> of(List<ListedFolder> folders) {
        return folders.stream()
                .filter(ListedFolder::selectable)
                .filter(this::takes)
                .toList();
    }

    private boolean takes(ListedFolder folder) {
        if (patterns.isEmpty()) {
            return folder.attributes().stream().noneMatch(LEFT_OUT::contains);
        }
        return patterns.stream().anyMatch(pattern -> matches(pattern, folder));
    }

    /** The wildcards of LIST (RFC 9051, 6.3.9): {@code *} is anything, {@code %} anything within one level. */
    private static boolean matches(String pattern, ListedFolder folder) {
        if (pattern.equalsIgnoreCase("INBOX")) {
            return folder.name().equals("INBOX");
        }
        String level = folder.separator() == 0 ? ".*" : "[^" + Pattern.quote("" + folder.separator()) + "]*";
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '%' -> regex.append(level);
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return folder.name().matches(regex.toString());
    }
}
