package mailroom.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "mailroom.console")
class ArrowsTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("mailroom.console.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsOnlyEjb = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mailroom.batch..", "mailroom.camel..", "org.apache.camel..", "jakarta.batch..");

    @ArchTest
    static final ArchRule readsNoTables = noClasses()
            .that()
            .resideInAnyPackage("mailroom.console.api..", "mailroom.console.page..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule apiDoesNotKnowThePage = noClasses()
            .that()
            .resideInAPackage("mailroom.console.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mailroom.console.page..");
}
