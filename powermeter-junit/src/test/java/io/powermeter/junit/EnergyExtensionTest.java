package io.powermeter.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.uniqueIdSubstring;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.powermeter.measurement.Origin;
import io.powermeter.meter.Phase;
import io.powermeter.meter.Run;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

@Timeout(60)
class EnergyExtensionTest {
    /** How far the simulated counter may lag behind on a loaded machine, in joules: a second of it. */
    private static final double LAG = 20;

    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    @TempDir
    static Path root;

    @MeasureEnergy
    static class Measured {
        @Test
        void trains(Run run) {
            Phase epoch = run.phase("epoch");
            TestMachine.draw(400);
            epoch.close();
            run.metric("loss", 0.5);
        }

        @AfterEach
        void sees(Summary summary) {
            SEEN.add(summary.energy().joules());
        }
    }

    @Test
    void measured_testWithAPhaseAndAMetric_isToldInItsReport() throws IOException {
        SEEN.clear();
        try (TestMachine machine = new TestMachine(root.resolve("measured"))) {
            EngineExecutionResults results = machine.run(List.of(Measured.class));
            results.testEvents().assertStatistics(stats -> stats.succeeded(1));
            Map<String, String> said = TestMachine.entries(results).get(0);
            assertThat(said)
                    .containsEntry("powermeter.origin", "MEASURED")
                    .containsEntry("powermeter.executions", "1")
                    .containsEntry("powermeter.metric.loss", "0.5000")
                    .doesNotContainKey("powermeter.unresolved");
            double idle = TestMachine.IDLE_WATTS * number(said, "powermeter.seconds");
            assertThat(number(said, "powermeter.gross.joules")).isCloseTo(400 + idle, within(LAG));
            assertThat(number(said, "powermeter.net.joules")).isCloseTo(400, within(LAG));
            assertThat(number(said, "powermeter.phase.epoch.joules")).isCloseTo(400 + idle, within(LAG));
            assertThat((Double) SEEN.get(0)).isGreaterThan(380);
        }
    }

    static class Budgets {
        @Test
        @EnergyBudget(joules = 800)
        void kept() {
            TestMachine.draw(400);
        }

        @Test
        @EnergyBudget(joules = 200)
        void exceeded() {
            TestMachine.draw(400);
        }

        @Test
        @EnergyBudget(joules = 200, metric = Metric.GROSS)
        void grossExceeded() {
            TestMachine.draw(400);
        }

        @Test
        @EnergyBudget(joules = 100, metric = Metric.JOB)
        void tooShortForTheJob() {
            TestMachine.draw(400);
        }

        @Test
        @EnergyBudget(joules = 0)
        void broken() {
            TestMachine.draw(400);
            throw new IllegalStateException("of the test itself");
        }

        @Test
        @EnergyBudget(joules = 300)
        @MeasureEnergy(atLeast = "100ms")
        void repeated() {
            TestMachine.draw(200);
        }

        @Test
        @MeasureEnergy(atLeast = "soon")
        void atLeastNoTime() {}

        @TestFactory
        @MeasureEnergy(atLeast = "1s")
        Stream<DynamicTest> factory() {
            return Stream.of(DynamicTest.dynamicTest("dynamic", () -> {}));
        }
    }

    @Test
    void budget_ofEachKind_isKeptOrSaysWhatToDo() throws IOException {
        try (TestMachine machine = new TestMachine(root.resolve("budgets"))) {
            EngineExecutionResults results = machine.run(List.of(Budgets.class));
            results.allEvents()
                    .assertThatEvents()
                    .haveExactly(1, success("kept()"))
                    .haveExactly(1, success("repeated()"))
                    .haveExactly(
                            1,
                            failure(
                                    "exceeded()",
                                    "Budgets\\.exceeded drew [34]\\d\\d\\.\\d+ J ± [0-9.]+ J net \\(MEASURED, in \\d\\.\\d+ s"
                                            + "\\), above its budget of 200\\.0 J\\. Make it"
                                            + " cheaper, or raise joules of @EnergyBudget\\."))
                    .haveExactly(1, failure("grossExceeded()", "Budgets.* J gross .*"))
                    .haveExactly(
                            1,
                            failure(
                                    "tooShortForTheJob()",
                                    "The energy of .* s are too short to tell the CPU time of this JVM, which is read"
                                            + " twice a second\\. Repeat it: @MeasureEnergy\\(atLeast = \"2s\"\\)\\."))
                    .haveExactly(1, failure("broken()", "of the test itself"))
                    .haveExactly(
                            1,
                            failure(
                                    "atLeastNoTime()",
                                    "atLeast of @MeasureEnergy is \"soon\", which is no duration\\. Write for instance"
                                            + " 500ms or 2s\\."))
                    .haveExactly(
                            1,
                            failure(
                                    "factory()",
                                    "The dynamic tests of a factory cannot be repeated\\. Take atLeast of"
                                            + " @MeasureEnergy away from factory, or let its tests do more\\."));
            Map<String, String> repeated = TestMachine.entries(results).stream()
                    .filter(said -> !"1".equals(said.get("powermeter.executions")))
                    .findFirst()
                    .orElseThrow();
            assertThat(number(repeated, "powermeter.net.joules")).isCloseTo(200, within(LAG));
        }
    }

    static class OnAnEstimate {
        @Test
        @EnergyBudget(joules = 1e6)
        void demandsMeasured() {
            TestMachine.draw(0);
            SEEN.add("executed");
        }

        @Test
        @EnergyBudget(joules = 1e6, metric = Metric.GROSS, origin = Origin.ESTIMATED)
        void takesTheEstimate() {
            Spinning.spin(700);
        }

        @Test
        @EnergyBudget(joules = 1e6, metric = Metric.GROSS, origin = Origin.ESTIMATED)
        void tooShort() {}
    }

    @Test
    void budget_onlyAnEstimate_isNotCheckedUnlessItMayBeOne() throws IOException {
        SEEN.clear();
        Path nothing = Files.createDirectories(root.resolve("nothing"));
        EngineExecutionResults results = TestMachine.run(nothing, List.of(OnAnEstimate.class));
        results.allEvents()
                .assertThatEvents()
                .haveExactly(1, success("takesTheEstimate()"))
                .haveExactly(
                        1,
                        failure(
                                "tooShort()",
                                "The energy of OnAnEstimate\\.tooShort is not resolved: [0-9.e-]+ s are too short, or"
                                        + " beside too large a change, for the refresh of estimate \\(250 ms\\)\\."
                                        + " Repeat it: @MeasureEnergy\\(atLeast = \"\\d+s\"\\)\\."))
                .haveExactly(
                        1,
                        event(
                                uniqueIdSubstring("demandsMeasured()"),
                                abortedWithReason(message(said -> said.startsWith(
                                        "The energy budget of OnAnEstimate.demandsMeasured was not checked:"
                                                + " the energy can only be estimated here, and the budget demands"
                                                + " MEASURED. rapl: ")))));
        assertThat(SEEN).containsExactly("executed");
        assertThat(TestMachine.entries(results))
                .filteredOn(said -> said.containsKey("powermeter.unresolved"))
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said.keySet())
                        .doesNotContain("powermeter.gross.joules", "powermeter.net.joules", "powermeter.error.joules"));
    }

    @EnergyBudget(joules = 200, metric = Metric.GROSS)
    static class OfManyKinds {
        @Nested
        class Inside {
            @ParameterizedTest
            @ValueSource(doubles = {5, 400})
            void draws(double joules) {
                TestMachine.draw(joules);
            }
        }

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(400.0, 0.0)
                    .map(joules -> DynamicTest.dynamicTest("draws " + joules, () -> TestMachine.draw(joules)));
        }
    }

    @Test
    void budget_ofAClass_holdsForNestedAndParameterizedTestsEachAndForAFactoryAsAWhole() throws IOException {
        try (TestMachine machine = new TestMachine(root.resolve("kinds"))) {
            EngineExecutionResults results = machine.run(List.of(OfManyKinds.class), "powermeter.baseline", "0s");
            results.allEvents()
                    .assertThatEvents()
                    .haveExactly(1, success("invocation:#1"))
                    .haveExactly(1, failure("invocation:#2", "Inside\\.draws drew .* above its budget of 200.*"))
                    .haveExactly(2, event(uniqueIdSubstring("dynamic-test"), finishedSuccessfully()))
                    .haveExactly(1, failure("factory()", "OfManyKinds\\.factory drew .* above its budget of 200.*"));
            assertThat(TestMachine.entries(results)).hasSize(3);
        }
    }

    static class WithoutBaseline {
        @Test
        @EnergyBudget(joules = 20)
        void net() {
            TestMachine.draw(5);
        }
    }

    @Test
    void settings_wrongOnes_sayWhatToWrite() throws IOException {
        try (TestMachine machine = new TestMachine(root.resolve("settings"))) {
            List<Class<?>> tests = List.of(WithoutBaseline.class);
            assertThat(machine.run(tests, "powermeter.baseline", "0s")
                            .testEvents()
                            .list())
                    .haveExactly(
                            1,
                            failure(
                                    "net()",
                                    "The idle floor that the budget of WithoutBaseline\\.net is above is not known:"
                                            + " powermeter\\.baseline is 0\\. Set it to 1s, or take another metric of"
                                            + " @EnergyBudget\\."));
            assertThat(machine.run(tests, "powermeter.period", "0ms")
                            .testEvents()
                            .list())
                    .haveExactly(
                            1,
                            failure("net()", "powermeter\\.period: the period must be from 1 ms to 1 h, not 0\\.0 ms"));
            assertThat(machine.run(tests, "powermeter.sysfs-root", "/no/such")
                            .testEvents()
                            .list())
                    .haveExactly(
                            1,
                            failure(
                                    "net()",
                                    "powermeter\\.sysfs-root is \"/no/such\", which is no folder\\. Give the one that"
                                            + " takes the place of /sys\\."));
        }
    }

    @MeasureEnergy
    static class One {
        @Test
        void first() {
            window();
        }

        @Test
        void second() {
            window();
        }
    }

    static class Other {
        @Test
        void third() {
            window();
        }

        @Test
        @MeasureEnergy
        void fourth() {
            window();
        }
    }

    private static void window() {
        SEEN.add("begin");
        TestMachine.draw(0);
        SEEN.add("end");
    }

    @Test
    void measured_testsThatMayRunAtOnce_runOneByOneAndAreKeptIfWanted() throws IOException {
        SEEN.clear();
        Path records = root.resolve("records");
        try (TestMachine machine = new TestMachine(root.resolve("parallel"))) {
            machine.run(
                            List.of(One.class, Other.class),
                            "junit.jupiter.execution.parallel.enabled",
                            "true",
                            "junit.jupiter.execution.parallel.mode.default",
                            "concurrent",
                            "junit.jupiter.execution.parallel.config.strategy",
                            "fixed",
                            "junit.jupiter.execution.parallel.config.fixed.parallelism",
                            "4",
                            "powermeter.record",
                            records.toString())
                    .testEvents()
                    .assertStatistics(stats -> stats.succeeded(4));
        }
        assertThat(SEEN).containsExactly("begin", "end", "begin", "end", "begin", "end", "begin", "end");
        try (Stream<Path> kept = Files.list(records)) {
            assertThat(kept.map(run -> run.getFileName().toString().replaceAll(".*_", "")))
                    .containsExactlyInAnyOrder("One.first", "One.second", "Other.fourth");
        }
    }

    private static Condition<Event> success(String test) {
        return event(uniqueIdSubstring(test), finishedSuccessfully());
    }

    private static Condition<Event> failure(String test, String text) {
        return event(uniqueIdSubstring(test), finishedWithFailure(message(said -> said.matches(text))));
    }

    private static double number(Map<String, String> said, String key) {
        return Double.parseDouble(said.getOrDefault(key, "NaN"));
    }
}
