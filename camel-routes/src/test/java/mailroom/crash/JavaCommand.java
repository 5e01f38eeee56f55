package mailroom.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import mailroom.Programs;

/** A Java process that is up in less than a second: this JVM's classes from jars only, so that the JVM can share them. */
public final class JavaCommand {

    private static final Path FOLDER = Programs.folder("classes");
    private static final Path SHARED = FOLDER.resolve("shared.jsa");
    private static final String CLASSES = jars();

    static {
        Programs.atExit(() -> Programs.delete(FOLDER));
    }

    private JavaCommand() {}

    /** The first one, once it has ended by itself, leaves the shared classes for the others. */
    public static List<String> of(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.add((Files.exists(SHARED) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + SHARED);
        command.add("-Xlog:disable");
        command.addAll(options);
        command.addAll(List.of("-cp", CLASSES, main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static String jars() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            Path file = Path.of(entry);
            jars.add(Files.isDirectory(file) ? jar(file, jars.size()).toString() : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path classes, int number) {
        Path jar = FOLDER.resolve(number + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var files = Files.walk(classes)) {
            for (Path one : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                Files.copy(one, out);
            }
            return jar;
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a jar of " + classes, e);
        }
    }
}
