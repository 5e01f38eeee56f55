package mailroom.camel;

import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

@AnalyzeClasses(packages = "mailroom", importOptions = ImportOption.DoNotIncludeTests.class)
class CamelArchitectureTest {

    @ArchTest
    static final ArchRule routesKnowTheHeartOnly = noClasses()
            .that()
            .resideInAPackage("mailroom.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mailroom.batch..", "mailroom.console..", "jakarta.batch..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule nothingElseKnowsCamel = noClasses()
            .that()
            .resideOutsideOfPackage("mailroom.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "mailroom.camel..");

    @ArchTest
    static final ArchRule deliveriesAndSubmissionsDoNotMeet = noClasses()
            .that()
            .resideInAPackage("mailroom.camel.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mailroom.camel.submission..");

    @ArchTest
    static final ArchRule everyRouteStripsHeaders = classes()
            .that()
            .areAssignableTo(RouteBuilder.class)
            .should(new ArchCondition<>("call removeHeaders") {
                @Override
                public void check(JavaClass route, ConditionEvents events) {
                    boolean strips = route.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getName().equals("removeHeaders"));
                    String text = route.getName() + " strips headers: " + strips;
                    events.add(strips ? satisfied(route, text) : violated(route, text));
                }
            });

    @ArchTest
    static final ArchRule onlyDestinationsSetTheHeadersOfADelivery = noClasses()
            .that()
            .resideInAPackage("mailroom.camel.delivery..")
            .and()
            .haveSimpleNameNotEndingWith("Destination")
            .should()
            .callMethod(Message.class, "setHeader", String.class, Object.class)
            .orShould()
            .callMethod(Message.class, "setHeaders", java.util.Map.class);
}
