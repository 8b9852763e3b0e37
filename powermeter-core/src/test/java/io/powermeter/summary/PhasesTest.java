package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters of a sensor that has something new every millisecond, read every 100 ms and wherever a test says. */
class PhasesTest {
    private static final long MS = 1_000_000;
    private static final long END = 10_000 * MS;
    private static final long PERIOD = 100 * MS;

    private final List<Mark> marks = new ArrayList<>();
    private final TreeSet<Long> instants = new TreeSet<>();
    private long refresh = MS;

    PhasesTest() {
        LongStream.rangeClosed(0, END / PERIOD).forEach(i -> instants.add(i * PERIOD));
    }

    /** A phase that the job told by the event file. */
    private void told(String name, long from, long to) {
        marks.add(new Mark.PhaseBegin(from, name));
        marks.add(new Mark.PhaseEnd(to, name));
    }

    /** A phase of the Java API, which reads the counters at its edges, some microseconds inside. */
    private void read(String name, long from, long to) {
        told(name, from, to);
        instants.add(from - 5_000);
        instants.add(to - 5_000);
    }

    /** The recording of counters whose joules after some seconds are given, each as it stood at the last refresh. */
    private Summary summary(DoubleUnaryOperator... joules) {
        long[] nanos = instants.stream().mapToLong(Long::longValue).toArray();
        double[][] columns = Arrays.stream(joules)
                .map(course -> Arrays.stream(nanos)
                        .mapToDouble(t -> course.applyAsDouble(t / refresh * refresh / 1e9))
                        .toArray())
                .toArray(double[][]::new);
        List<Channel> channels = LongStream.range(0, joules.length)
                .mapToObj(i -> Channel.of(
                        "rapl/" + i, i == 0 ? Component.CPU : Component.DRAM, Quantity.ENERGY, Origin.MEASURED))
                .toList();
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo("rapl", PERIOD, MS, channels, List.of());
        marks.sort(Comparator.comparingLong(Mark::elapsedNanos));
        RunInfo info = new RunInfo(
                "test",
                List.of(),
                Instant.EPOCH,
                0,
                new Machine("cpu", 1, 1, 1, 1, "os", "none", "jvm"),
                List.of(rapl),
                Map.of(),
                Map.of(),
                "test",
                new RunInfo.End(END, 0, 0, 0));
        return Summary.of(new Recording(
                Path.of("run"), info, List.of(new SampleTable(rapl, nanos, columns)), List.of(), marks, List.of()));
    }

    private PhaseEnergy only(DoubleUnaryOperator... joules) {
        List<PhaseEnergy> phases = summary(joules).phasesByName();
        assertThat(phases).hasSize(1);
        return phases.get(0);
    }

    @Test
    void error_readAtItsEdges_isOneRefresh() {
        read("p", 4_250 * MS, 4_270 * MS);
        PhaseEnergy phase = only(t -> 50 * t);
        assertThat(phase.joules()).isCloseTo(50 * 0.020, within(0.05));
        assertThat(phase.errorJoules()).isCloseTo(50 * 0.001, within(0.002));
        assertThat(phase.unresolved()).isNull();
        assertThat(phase.isRough()).isTrue();
    }

    @Test
    void error_toldBetweenReadings_isTheWayToThem() {
        told("p", 4_230 * MS, 6_260 * MS);
        PhaseEnergy phase = only(t -> 50 * t);
        assertThat(phase.joules()).isCloseTo(50 * 2.030, within(1e-6));
        assertThat(phase.errorJoules()).isCloseTo(50 * (0.001 + 0.030 + 0.040), within(1e-3));
        assertThat(phase.resolved()).isTrue();
    }

    @Test
    void error_toldAtReadingsOverALongTime_isNotWorthTelling() {
        told("p", 1_000 * MS, 9_000 * MS);
        PhaseEnergy phase = only(t -> 50 * t);
        assertThat(phase.isRough()).isFalse();
        assertThat(phase.resolved()).isTrue();
    }

    @Test
    void unresolved_shorterThanTheRefresh_saysSoAlthoughTheCounterStoodStill() {
        read("p", 4_250_200_000L, 4_250_600_000L);
        PhaseEnergy phase = only(t -> 50 * t);
        assertThat(phase.joules()).as("what would have been printed").isLessThan(0.001);
        assertThat(phase.unresolved())
                .isEqualTo("too short, or beside too large a change, for the refresh of rapl (1 ms)");
    }

    @Test
    void unresolved_shorterThanTheTimeBetweenReadings_saysSo() {
        told("p", 4_230 * MS, 4_260 * MS);
        assertThat(only(t -> 50 * t).unresolved())
                .isEqualTo("too short, or beside too large a change, for readings of rapl 100 ms apart");
    }

    @Test
    void unresolved_noLengthAtAll_saysSo() {
        told("p", 4_250 * MS, 4_250 * MS);
        assertThat(only(t -> 50 * t).resolved()).isFalse();
    }

    @Test
    void unresolved_counterThatMovesSeldomerThanItsSamplerSays_isTakenAsItIsSeen() {
        refresh = 1_000 * MS;
        told("p", 4_200 * MS, 4_700 * MS);
        assertThat(only(t -> 50 * t).unresolved())
                .isEqualTo("too short, or beside too large a change, for the refresh of rapl (900 ms)");
    }

    @Test
    void unresolved_mostOfThePowerIsWellKnown_isResolved() {
        read("p", 4_250 * MS, 4_300 * MS);
        // the second counter moves in steps of 1 J, seldom
        assertThat(only(t -> 50 * t, t -> Math.floor(t)).resolved()).isTrue();
    }

    @Test
    void unresolved_inAGap_isNotKnownRatherThanNotResolved() {
        told("p", 4_250 * MS, 4_270 * MS);
        marks.add(new Mark.Gap(6_000 * MS, 3_000 * MS, "rapl/0", "a reason"));
        PhaseEnergy phase = only(t -> 50 * t);
        assertThat(phase.coverage()).isZero();
        assertThat(phase.unresolved()).isNull();
    }

    /** Errors at edges have a sign that comes from the phase itself, so a thousand of them do not cancel. */
    @Test
    void error_ofManyStretches_isTheSumOfTheirs() {
        for (int i = 0; i < 500; i++) {
            read("p", (1_000 + 10 * i) * MS, (1_005 + 10 * i) * MS);
        }
        PhaseEnergy many = only(t -> 50 * t);
        assertThat(many.count()).isEqualTo(500);
        assertThat(many.joules()).isCloseTo(50 * 2.5, within(many.errorJoules()));
        assertThat(many.errorJoules()).isBetween(500 * 50 * 0.001, 1.2 * 500 * 50 * 0.001);
        assertThat(many.resolved()).isTrue();
    }

    /** The promise behind the printed error: the truth lies within, in a quiet phase beside a burst too. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void error_burstsInPhasesAndBesideThem_holdsTheTruth(long seed) {
        Random random = new Random(seed);
        boolean[] high = new boolean[(int) (END / MS) + 1];
        long at = 500 * MS;
        for (int i = 0; at < END - 1_000 * MS; i++) {
            long length = (2 + random.nextInt(300)) * MS + random.nextInt(1_000_000);
            if (random.nextBoolean()) {
                read("high " + i, at, at + length);
            } else {
                told("high " + i, at, at + length);
            }
            Arrays.fill(high, (int) (at / MS), (int) ((at + length) / MS), true);
            long quiet = (2 + random.nextInt(300)) * MS;
            told("low " + i, at + length, at + length + quiet);
            at += length + quiet;
        }
        double[] joules = new double[high.length + 1];
        for (int i = 0; i < high.length; i++) {
            joules[i + 1] = joules[i] + (high[i] ? 0.090 : 0.010);
        }
        DoubleUnaryOperator course = t -> {
            int i = (int) Math.min(high.length - 1, t * 1e3);
            return joules[i] + (t * 1e3 - i) * (joules[i + 1] - joules[i]);
        };
        Summary summary = summary(course);
        Map<String, PhaseEnergy> phases =
                summary.phasesByName().stream().collect(Collectors.toMap(PhaseEnergy::name, phase -> phase));
        assertThat(phases.values()).anyMatch(PhaseEnergy::resolved).anyMatch(phase -> !phase.resolved());
        for (PhaseSpan span : summary.phaseSpans()) {
            double truth = course.applyAsDouble(span.window().toNanos() / 1e9)
                    - course.applyAsDouble(span.window().fromNanos() / 1e9);
            PhaseEnergy phase = Objects.requireNonNull(phases.get(span.name()));
            if (phase.resolved()) {
                assertThat(phase.joules()).as("%s", phase).isCloseTo(truth, within(phase.errorJoules()));
            }
        }
    }

    /** A run cut at random instants: the pieces have random names, and larger phases lie over them, nested and crossing. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void joules_partitionOfTheRun_addUpToItAndToWhateverLiesOverThem(long seed) {
        Random random = new Random(seed);
        long[] cuts = LongStream.concat(
                        LongStream.of(0, END),
                        random.longs(40, 1, END).map(t -> random.nextBoolean() ? t : t / PERIOD * PERIOD))
                .sorted()
                .toArray();
        for (int i = 1; i < cuts.length; i++) {
            told("piece " + i, cuts[i - 1], cuts[i]);
        }
        int[] over = {random.nextInt(20), 20 + random.nextInt(20), random.nextInt(20), 20 + random.nextInt(20)};
        told("over", cuts[over[0]], cuts[over[1]]);
        told("across", cuts[over[2]], cuts[over[3]]);
        Summary summary = summary(t -> 50 * t + 9 * Math.sin(t), t -> 5 * t + t * t);

        List<PhaseEnergy> phases = summary.phasesByName();
        assertThat(sum(phases, 1, cuts.length)).isCloseTo(summary.energy().joules(), within(1e-9));
        assertThat(named(phases, "over").joules()).isCloseTo(sum(phases, over[0] + 1, over[1] + 1), within(1e-9));
        assertThat(named(phases, "across").joules()).isCloseTo(sum(phases, over[2] + 1, over[3] + 1), within(1e-9));
        assertThat(phases)
                .allSatisfy(phase -> assertThat(phase.components().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(phase.joules(), within(1e-9)));
    }

    private static double sum(List<PhaseEnergy> phases, int from, int to) {
        double joules = 0;
        for (int i = from; i < to; i++) {
            joules += named(phases, "piece " + i).joules();
        }
        return joules;
    }

    private static PhaseEnergy named(List<PhaseEnergy> phases, String name) {
        return phases.stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Seconds if it is linear; hours if every phase looks at every other one, or every reading at every gap. */
    @Test
    void summary_fiftyThousandPhasesLeftOpenAndAsManyGaps_isQuick() {
        for (int i = 0; i < 50_000; i++) {
            long at = i * 200_000L;
            marks.add(new Mark.PhaseBegin(at, "open " + i % 20));
            told("short " + i % 20, at, at + 90_000);
            marks.add(new Mark.Gap(at + 90_000, at, "rapl/0", "a reason"));
            instants.add(at);
            instants.add(at + 90_000);
        }
        long start = System.nanoTime();
        Summary summary = summary(t -> 50 * t);
        assertThat(summary.phasesByName()).hasSize(40);
        assertThat(summary.warnings()).hasSizeLessThan(30);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** CPU time is read each 100 ms here, and grows by half a core in the phase and by two beside it. */
    private static PhaseEnergy cpu(double from, double to) {
        return new TestRun(10)
                .watts(TestRun.cpu("rapl/package-0"), 50)
                .cores(t -> 2 * Math.min(t, 4) + 0.5 * Math.max(0, t - 4), t -> 2 * t)
                .job(0, 10)
                .phase("p", from, to)
                .summary()
                .phasesByName()
                .get(0);
    }

    @Test
    void cpuSeconds_phaseOfManyReadings_areTheJobs() {
        assertThat(cpu(4, 9.05).cpuSeconds()).isCloseTo(0.5 * 5.05, within(1e-9));
    }

    @Test
    void cpuSeconds_phaseBetweenTwoReadings_areNotKnown() {
        assertThat(cpu(3.92, 3.98).cpuSeconds()).isNaN();
    }

    @Test
    void cpuSeconds_jobWhoseCpuTimeWasNotRead_areNotKnown() {
        told("p", 1_000 * MS, 9_000 * MS);
        assertThat(only(t -> 50 * t).cpuSeconds()).isNaN();
    }

    @Test
    void samples_toldInTwoStretches_areTheLastOfEachTogether() {
        told("train", 1_000 * MS, 2_000 * MS);
        told("train", 3_000 * MS, 4_000 * MS);
        told("test", 5_000 * MS, 6_000 * MS);
        samples(1_500, 500);
        samples(2_000, 1_000);
        samples(2_500, 77); // in no phase
        samples(3_700, 640);
        List<PhaseEnergy> phases = summary(t -> 50 * t).phasesByName();

        assertThat(phases).extracting(PhaseEnergy::name).containsExactly("train", "test");
        assertThat(phases.get(0).samples()).isEqualTo(1_640);
        assertThat(phases.get(1).samples()).isNaN();
    }

    private void samples(long milliseconds, double count) {
        marks.add(new Mark.Metric(milliseconds * MS, PhaseEnergy.SAMPLES, count));
    }
}
