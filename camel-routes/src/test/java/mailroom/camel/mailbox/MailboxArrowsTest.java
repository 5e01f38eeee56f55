package mailroom.camel.mailbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which packages of a mailbox know which; each can be read with those alone that it names here. */
@AnalyzeClasses(packages = "mailroom.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class MailboxArrowsTest {

    @ArchTest
    static final ArchRule packagesKnowThoseBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("mailbox")
            .definedBy("mailroom.camel.mailbox")
            .layer("trial")
            .definedBy("mailroom.camel.mailbox.trial..")
            .layer("watch")
            .definedBy("mailroom.camel.mailbox.watch..")
            .layer("folder")
            .definedBy("mailroom.camel.mailbox.folder..")
            .layer("fetch")
            .definedBy("mailroom.camel.mailbox.fetch..")
            .layer("memory")
            .definedBy("mailroom.camel.mailbox.memory..")
            .layer("status")
            .definedBy("mailroom.camel.mailbox.status..")
            .layer("filing")
            .definedBy("mailroom.camel.mailbox.filing..")
            .layer("ladder")
            .definedBy("mailroom.camel.ladder..")
            .layer("access")
            .definedBy("mailroom.camel.access..")
            .layer("imap")
            .definedBy("mailroom.camel.imap..")
            .whereLayer("mailbox")
            .mayOnlyAccessLayers("trial", "watch", "fetch", "status", "access")
            .whereLayer("trial")
            .mayOnlyAccessLayers("watch", "access", "imap")
            .whereLayer("watch")
            .mayOnlyAccessLayers("folder", "fetch", "memory", "status", "access", "imap")
            .whereLayer("folder")
            .mayOnlyAccessLayers("fetch", "memory", "status", "ladder", "imap")
            .whereLayer("fetch")
            .mayOnlyAccessLayers("memory", "access", "imap")
            .whereLayer("memory")
            .mayOnlyAccessLayers("imap")
            .whereLayer("status")
            .mayOnlyAccessLayers("imap")
            .whereLayer("filing")
            .mayOnlyAccessLayers("access", "imap")
            .whereLayer("ladder")
            .mayOnlyAccessLayers("imap")
            .whereLayer("access")
            .mayOnlyAccessLayers("imap");

    @ArchTest
    static final ArchRule onlyTheComponentKnowsCamel = noClasses()
            .that()
            .resideInAPackage("mailroom.camel.mailbox.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");
}
