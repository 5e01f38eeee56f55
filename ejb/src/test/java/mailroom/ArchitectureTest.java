package mailroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the features, as docs/adr/0001 draws them. */
@AnalyzeClasses(packages = "mailroom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("mailroom.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("mailroom.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_HEART_KNOWS_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mailroom.batch..", "mailroom.camel..", "mailroom.console..");

    @ArchTest
    static final ArchRule WHAT_A_MAIL_IS_STANDS_AT_THE_BOTTOM = noClasses()
            .that()
            .resideInAPackage("mailroom.mail..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("mailroom..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "mailroom.mail..", "mailroom.incident..", "mailroom.database..")));

    @ArchTest
    static final ArchRule THE_DATABASE_KNOWS_NO_FEATURE = classes()
            .that()
            .resideInAPackage("mailroom.database..")
            .should()
            .onlyAccessClassesThat(JavaClass.Predicates.resideOutsideOfPackage("mailroom..")
                    .or(JavaClass.Predicates.resideInAnyPackage("mailroom.database..", "mailroom.hold..")));

    @ArchTest
    static final ArchRule THE_HOLD_RUNS_BEFORE_THE_SERVER_AND_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("mailroom.hold..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "mailroom.hold..");

    @ArchTest
    static final ArchRule PARSING_NEEDS_NO_CONTAINER = noClasses()
            .that()
            .resideInAPackage("mailroom.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.jdbi..", "javax.sql..");

    /** What a mail says does not depend on how fast the machine is, nor on what else runs there. */
    @ArchTest
    static final ArchRule PARSING_ASKS_NO_CLOCK_AND_WAITS_FOR_NOTHING = noClasses()
            .that()
            .resideInAPackage("mailroom.parse..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
                    "nanoTime|currentTimeMillis|now|millis|instant|sleep|interrupted|isInterrupted|await|wait")))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Timer");

    @ArchTest
    static final ArchRule JMS_IS_SPOKEN_IN_ONE_CLASS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mailroom.mail.Queues")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.jms..");

    @ArchTest
    static final ArchRule TIMERS_STAND_IN_ONE_CLASS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mailroom.schedule.MailTimers")
            .and()
            // two seconds after a change the file is read: no business of the rows
            .doNotHaveFullyQualifiedName("mailroom.settings.yaml.SettingsWatch")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.ejb.Schedule");

    @ArchTest
    static final ArchRule WHAT_OTHER_MODULES_ARE_FOR_STAYS_THERE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.batch..",
                    "jakarta.mail..",
                    "jakarta.servlet..",
                    "jakarta.ws..",
                    "jakarta.faces..",
                    "org.apache.camel..",
                    "org.jberet..");
}
