package mailroom.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.inject.Named;
import java.beans.Introspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jobs' XML names beans of this module by names that follow those of their classes. */
class JobDescriptionsTest {

    private static final Path JOBS = Path.of("src/main/resources/META-INF/batch-jobs");
    private static final Pattern REFERENCE = Pattern.compile("\\bref=\"([^\"]+)\"");

    private static Set<String> references() throws IOException {
        Set<String> references = new TreeSet<>();
        try (Stream<Path> files = Files.list(JOBS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher reference = REFERENCE.matcher(Files.readString(file));
                while (reference.find()) {
                    references.add(reference.group(1));
                }
            }
        }
        return references;
    }

    @Test
    void nameEachBeanThatIsThereAndNoOther() throws IOException {
        Set<String> beans = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("mailroom.batch").stream()
                        .filter(type -> type.isAnnotatedWith(Named.class))
                        .map(JavaClass::getSimpleName)
                        .map(Introspector::decapitalize)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(references()).isNotEmpty().isEqualTo(beans);
    }
}
