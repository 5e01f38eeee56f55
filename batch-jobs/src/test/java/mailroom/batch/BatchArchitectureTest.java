package mailroom.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "mailroom", importOptions = DoNotIncludeTests.class)
class BatchArchitectureTest {

    @ArchTest
    static final ArchRule EACH_STEP_STANDS_ON_WHAT_ALL_SHARE = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("archiving")
            .definedBy("mailroom.batch.archiving")
            .layer("routing")
            .definedBy("mailroom.batch.routing")
            .layer("shared")
            .definedBy("mailroom.batch")
            .layer("engine")
            .definedBy("mailroom.batch.engine")
            .whereLayer("archiving")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("routing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("shared")
            .mayOnlyBeAccessedByLayers("archiving", "routing")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("shared");

    @ArchTest
    static final ArchRule JOBS_KNOW_NEITHER_ROUTES_NOR_CONSOLE = noClasses()
            .that()
            .resideInAPackage("mailroom.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mailroom.camel..", "mailroom.console..", "org.apache.camel..");

    @ArchTest
    static final ArchRule ONLY_THE_ENGINE_PACKAGE_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("mailroom.batch.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jberet..");

    @ArchTest
    static final ArchRule BATCH_STAYS_HERE = noClasses()
            .that()
            .resideOutsideOfPackage("mailroom.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.batch..");
}
