package mailroom.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Java file of the project. */
record Source(Path root, Path file, String text) {

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern FIRST_TAG =
            Pattern.compile("^@(param|return|throws|see|deprecated)\\b.*", Pattern.DOTALL | Pattern.MULTILINE);

    /** A Javadoc comment without its tags. */
    record Comment(int line, String text) {}

    /** Those that are no tests, of all modules, from wherever a test of one of them runs. */
    static List<Source> all() {
        return below("src/main/java");
    }

    static List<Source> tests() {
        return below("src/test/java");
    }

    private static List<Source> below(String folder) {
        Path project = Path.of("").toAbsolutePath().getParent();
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            modules.map(module -> module.resolve(folder))
                    .filter(Files::isDirectory)
                    .forEach(root -> sources.addAll(of(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static List<Source> of(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new Source(root, file, read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String packageName() {
        return root.relativize(file.getParent()).toString().replace('/', '.');
    }

    String name() {
        return file.getFileName().toString().replace(".java", "");
    }

    boolean isPackageInfo() {
        return name().equals("package-info");
    }

    long lines() {
        return text.lines().count();
    }

    List<Comment> comments() {
        List<Comment> comments = new ArrayList<>();
        Matcher matcher = COMMENT.matcher(text);
        while (matcher.find()) {
            String plain = matcher.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
            String sentences = FIRST_TAG.matcher(plain).replaceAll("").strip();
            if (!sentences.isEmpty()) {
                int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
                comments.add(new Comment(line, sentences));
            }
        }
        return comments;
    }

    @Override
    public String toString() {
        return packageName() + "." + name();
    }
}
