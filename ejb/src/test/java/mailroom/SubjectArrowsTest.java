package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The arrows between the packages of ejb. Who needs a new one draws it here; an arrow that is kept no longer fails too. */
@AnalyzeClasses(packages = "mailroom", importOptions = DoNotIncludeTests.class)
class SubjectArrowsTest {

    private static final String ROOT = "mailroom.";

    /** Each package before a colon, then those that its classes use; they stand above it, so that nothing goes round. */
    private static final String ARROWS = """
            hold:
            home:
            refusal:
            work:
            parse.charset:
            parse.transfer:
            parse.field: parse.charset parse.transfer
            database: hold
            audit: database
            incident: database
            mail: database incident
            settings: home
            disk: home settings
            spool: home
            life: database disk
            settings.yaml: home incident settings
            firststart: home
            parse.structure: mail parse.charset parse.field parse.transfer
            parse: mail parse.charset parse.field parse.structure
            archive.member: mail
            archive: archive.member database home mail
            folder: archive archive.member database mail
            mailbox: database folder settings
            intake: archive archive.member database disk folder incident mail work
            routing: database incident mail
            routing.sieve: home incident parse parse.field settings
            notification: spool
            outbound.redirect: archive database mail notification parse
            outbound: archive database disk incident mail notification outbound.redirect routing settings spool
            watch: database disk incident mail mailbox outbound routing settings
            schedule: database life mailbox notification outbound routing settings watch
            """;

    @ArchTest
    static void eachArrowIsDrawn(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass user : classes) {
            Set<String> used = found.computeIfAbsent(subject(user), name -> new TreeSet<>());
            user.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(SubjectArrowsTest::subject)
                    .filter(name -> !name.equals(subject(user)))
                    .forEach(used::add);
        }
        assertThat(lines(found)).isEqualTo(lines(new TreeMap<>(drawn())));
    }

    @ArchTest
    static void eachArrowPointsUp(JavaClasses classes) {
        Set<String> above = new HashSet<>();
        drawn().forEach((name, used) -> {
            assertThat(above).as("above " + name).containsAll(used);
            above.add(name);
        });
    }

    private static String subject(JavaClass of) {
        return of.getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> drawn() {
        Map<String, Set<String>> drawn = new LinkedHashMap<>();
        for (String line : ARROWS.lines().toList()) {
            List<String> names = List.of(line.split("[: ]+"));
            drawn.put(names.get(0), new TreeSet<>(names.subList(1, names.size())));
        }
        return drawn;
    }

    private static String lines(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(arrow -> arrow.getKey() + ": " + String.join(" ", arrow.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
