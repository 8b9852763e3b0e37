package io.powermeter.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may use whom. Each rule must hold for the project, and must fail for the classes below {@code planted}, which break
 * them all: a rule that cannot fail holds nothing.
 */
class ArchitectureTest {
    private static final String PROJECT = "io.powermeter";
    private static final String PLANTED = "io.powermeter.cli.planted";

    /** The packages of the core; a new one must be named here, else it counts as a sensor's. */
    private static final String[] CORE = {
        "measurement", "host", "sampler", "estimate", "process", "recording", "meter", "summary"
    };

    /** What joins a framework for Java programs to the meter. */
    private static final String[] JOINTS = {"junit", "jmh", "jfr", "djl"};

    private static final String LISTENERS = "java\\.net\\.(ServerSocket|DatagramSocket|MulticastSocket)"
            + "|javax\\.net\\..*ServerSocketFactory|java\\.nio\\.channels\\.(AsynchronousServer|Server)SocketChannel"
            + "|java\\.nio\\.channels\\.DatagramChannel|com\\.sun\\.net\\.httpserver\\..*";

    private static final JavaClasses PROJECT_CLASSES =
            new ClassFileImporter().withImportOption(ArchitectureTest::isMain).importPackages(PROJECT);

    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    static Stream<String> names() {
        return rules(PROJECT).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void rule_project_isKept(String name) {
        rules(PROJECT).get(name).check(PROJECT_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void rule_plantedClassThatBreaksIt_fails(String name) {
        ArchRule rule = rules(PLANTED).get(name);
        assertThatThrownBy(() -> rule.check(PLANTED_CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated")
                .hasMessageContaining(PLANTED);
    }

    @Test
    void rule_plantedCycleBetweenAPackageAndOneInsideIt_isFound() {
        ArchRule rule = rules(PLANTED).get("packages inside packages have no cycles");
        assertThatThrownBy(() -> rule.check(PLANTED_CLASSES))
                .hasMessageContaining("Slice workloads ->")
                .hasMessageContaining("Slice workloads.nn ->");
    }

    @Test
    void project_everyModule_isLookedAt() {
        assertThat(Stream.of(
                        "measurement",
                        "rapl",
                        "nvsmi",
                        "jetson",
                        "pi",
                        "wattmeter",
                        "tdp",
                        "watch",
                        "aipowermeter",
                        "exporters",
                        "junit",
                        "jmh",
                        "jfr",
                        "djl",
                        "carbon",
                        "grid",
                        "workloads.kernel",
                        "reports",
                        "reports.comparison",
                        "reports.picture",
                        "reports.words",
                        "cli"))
                .allMatch(room -> PROJECT_CLASSES.containPackage(PROJECT + "." + room));
        assertThat(PROJECT_CLASSES.stream().map(JavaClass::getSimpleName))
                .doesNotContain("SimulatedRapl", "ArchitectureTest");
    }

    private static Map<String, ArchRule> rules(String root) {
        String[] core = below(root, CORE);
        String[] joints = below(root, JOINTS);
        DescribedPredicate<JavaClass> project = resideInAPackage(root + "..");
        DescribedPredicate<JavaClass> others = project.and(not(resideInAPackage(root + ".cli..")));
        DescribedPredicate<JavaClass> sensors = others.and(not(resideInAnyPackage(core)))
                .and(not(resideInAnyPackage(below(root, "reports", "workloads"))));
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "packages have no cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put(
                "packages inside packages have no cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("the host uses nothing of the project", mayUse(root, below(root, "host"), below(root, "host")));
        rules.put(
                "measurements use nothing of the project",
                mayUse(root, below(root, "measurement"), below(root, "measurement")));
        rules.put("the core uses the core only", mayUse(root, core, core));
        rules.put(
                "the core uses no library but Jackson and OSHI",
                classes()
                        .that()
                        .resideInAnyPackage(core)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                PROJECT + "..",
                                "java..",
                                "com.sun.management", // of the JDK: the load of the CPUs
                                "org.jspecify..",
                                "com.fasterxml.jackson..",
                                "oshi..")));
        rules.put(
                "reports use only what is recorded",
                mayUse(
                        root,
                        below(root, "reports"),
                        below(root, "reports", "measurement", "recording", "summary", "carbon")));
        rules.put(
                "workloads use nothing of the meter", mayUse(root, below(root, "workloads"), below(root, "workloads")));
        rules.put(
                "sensors, exchange with other programs and what asks the network use the core only",
                noClasses()
                        .that(sensors)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(below(root, "reports", "workloads", "cli"))));
        rules.put(
                "what joins frameworks to the meter uses the core only",
                mayUse(root, joints, Stream.of(core, joints).flatMap(Stream::of).toArray(String[]::new)));
        rules.put(
                "nothing uses what joins frameworks to the meter",
                noClasses()
                        .that(project.and(not(resideInAnyPackage(joints))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(joints)));
        rules.put("only the command line prints", noClasses().that(others).should(ACCESS_STANDARD_STREAMS));
        rules.put(
                "only the command line ends the process",
                noClasses()
                        .that(others)
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class));
        rules.put(
                "the wall clock, which jumps, is read in one place",
                noClasses()
                        .that(project.and(not(nameEndingWith("SystemClock"))))
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Instant.class, "now"));
        rules.put(
                "nothing listens", // an exporter, which does when it is asked to, has its own package
                noClasses()
                        .that(project.and(not(resideInAPackage(root + ".exporters.."))))
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(LISTENERS));
        rules.put(
                "only the exporters know Prometheus and OpenTelemetry",
                noClasses()
                        .that(project.and(not(resideInAPackage(root + ".exporters.."))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.prometheus..", "io.opentelemetry.."));
        rules.put(
                "only the command line uses the exporters",
                noClasses()
                        .that(others.and(not(resideInAPackage(root + ".exporters.."))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + ".exporters.."));
        rules.put(
                "only the host starts sensors' programs, and the command line the job",
                noClasses()
                        .that(others.and(not(resideInAPackage(root + ".host.."))))
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(ProcessBuilder.class.getName())
                        .orShould()
                        .callMethodWhere(target(name("exec")).and(target(owner(type(Runtime.class))))));
        rules.put(
                "nothing is read as Java objects",
                noClasses().that(project).should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
        rules.put("every package is null-marked", classes().that(project).should(lieInANullMarkedPackage()));
        rules.put(
                "names say what a class is",
                noClasses().that(project).should().haveNameMatching(".*(Util|Helper|Manager|Common)[A-Za-z]*"));
        return rules;
    }

    private static ArchRule mayUse(String root, String[] who, String[] allowed) {
        return classes()
                .that()
                .resideInAnyPackage(who)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + "..")).or(resideInAnyPackage(allowed)));
    }

    private static String[] below(String root, String... names) {
        return Stream.of(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> lieInANullMarkedPackage() {
        return new ArchCondition<>("lie in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " of " + type.getName()));
            }
        };
    }

    /** Tests and test jars are the other modules' own affair. */
    private static boolean isMain(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}
