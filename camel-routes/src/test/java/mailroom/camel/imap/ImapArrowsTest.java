package mailroom.camel.imap;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.wire.Tls;

/** The arrows between the packages of the IMAP client, from the session down to what goes wrong. */
@AnalyzeClasses(packages = "mailroom.camel", importOptions = DoNotIncludeTests.class)
class ImapArrowsTest {

    @ArchTest
    static final ArchRule packagesKnowThoseBelowOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("session")
            .definedBy("mailroom.camel.imap")
            .layer("folder")
            .definedBy("mailroom.camel.imap.folder..")
            .layer("search")
            .definedBy("mailroom.camel.imap.search..")
            .layer("fetch")
            .definedBy("mailroom.camel.imap.fetch..")
            .layer("uid")
            .definedBy("mailroom.camel.imap.uid..")
            .layer("login")
            .definedBy("mailroom.camel.imap.login..")
            .layer("connection")
            .definedBy("mailroom.camel.imap.connection..")
            .layer("wire")
            .definedBy("mailroom.camel.imap.wire..")
            .layer("terms")
            .definedBy("mailroom.camel.imap.terms..")
            .layer("problem")
            .definedBy("mailroom.camel.imap.problem..")
            .whereLayer("session")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("folder")
            .mayOnlyAccessLayers("fetch", "uid", "connection", "wire", "problem")
            .whereLayer("search")
            .mayOnlyAccessLayers("fetch", "uid", "connection", "wire", "terms", "problem")
            .whereLayer("fetch")
            .mayOnlyAccessLayers("uid", "connection", "wire", "terms", "problem")
            .whereLayer("uid")
            .mayOnlyAccessLayers("wire", "problem")
            .whereLayer("login")
            .mayOnlyAccessLayers("connection", "problem")
            .whereLayer("connection")
            .mayOnlyAccessLayers("wire", "terms", "problem")
            .whereLayer("wire")
            .mayOnlyAccessLayers("terms", "problem")
            .whereLayer("terms")
            .mayNotAccessAnyLayer()
            .whereLayer("problem")
            .mayNotAccessAnyLayer();

    /** The rest of the house asks a session; SMTP shares how TLS is checked. */
    @ArchTest
    static final ArchRule connectionsStayWithinTheClient = noClasses()
            .that()
            .resideOutsideOfPackage("mailroom.camel.imap..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "mailroom.camel.imap.connection..",
                            "mailroom.camel.imap.wire..",
                            "mailroom.camel.imap.login..")
                    .and(not(type(Tls.class).or(type(ImapLogin.class)))));
}
