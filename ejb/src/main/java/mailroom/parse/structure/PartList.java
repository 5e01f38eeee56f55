package mailroom.parse.structure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailroom.mail.AttachedFile;

/**
 * What a mail consists of: how many parts, what hangs on it, and what of that could not be told.
 *
 * <p>Listed is what a person would call attached: everything with the name of a file, every attached mail, and every part
 * that is not the mail's own text.
 */
public final class PartList {

    private static final int PROBLEMS_MAX = 20;
    private static final Set<String> TEXTS =
            Set.of("text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html");

    private final List<AttachedFile> files = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private int parts;
    private boolean isWhole = true;

    /** Parts that hold no others. */
    public int count() {
        return parts;
    }

    /** False where the mail has parts that were not counted. */
    public boolean isWhole() {
        return isWhole;
    }

    public List<AttachedFile> files() {
        return files;
    }

    public Set<String> problems() {
        return problems;
    }

    void problem(String problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    /** @return false if no more are counted */
    boolean count(Place place, EntityHeader header, String type) {
        if (parts == Limits.PARTS_MAX) {
            isWhole = false;
            problem("more than " + Limits.PARTS_MAX + " parts; those behind are left out");
            return false;
        }
        parts++;
        if (isFile(header, type)) {
            add(place, type, header.fileName().orElse(type));
        }
        return true;
    }

    static boolean isFile(EntityHeader header, String type) {
        boolean isText = TEXTS.contains(type) && !header.isAttachment();
        return header.fileName().isPresent() || !isText;
    }

    /** @param subject of the attached mail */
    void mail(Place place, EntityHeader header, String type, Optional<String> subject) {
        add(place, type, header.fileName().or(() -> subject).orElse(type));
    }

    void uuencoded(Place place, String name) {
        add(place, "application/x-uuencode", name);
    }

    private void add(Place place, String type, String name) {
        if (files.size() < Limits.PARTS_MAX) {
            files.add(new AttachedFile(place.toString(), type, name));
        }
    }

    /** What was found in a text that only looked like parts. */
    void forget(int filesBefore) {
        files.subList(filesBefore, files.size()).clear();
    }
}
