package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was recorded: job, others, meter and unknown are the energy, in every interval, of every component. */
class SplitPropertyTest {
    private static final double SECONDS = 12;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void split_randomRunAndWindows_addsUpInEveryIntervalAndComponent(long seed) {
        Random random = new Random(seed);
        Summary summary = run(random);
        Window job = summary.window();
        Map<Component, Split> whole = summary.split(job);
        Map<Component, Split> pieces = new EnumMap<>(Component.class);
        long from = job.fromNanos();
        for (long edge : edges(random, job)) {
            Window piece = new Window(from, edge);
            Map<Component, Split> split = summary.split(piece);
            components(summary, piece)
                    .forEach(
                            (component, joules) -> assertAddsUp(split.get(component), joules, component + " " + piece));
            split.forEach((component, part) -> pieces.merge(component, part, Split::plus));
            from = edge;
        }
        assertThat(pieces.keySet()).isEqualTo(whole.keySet());
        whole.forEach((component, split) -> assertSame(pieces.get(component), split, component.label()));
        assertSame(
                whole.values().stream().reduce(Split.NOTHING, Split::plus),
                summary.job().split(),
                "the whole job");
        assertThat(summary.job().joules() + summary.job().restJoules())
                .isCloseTo(
                        summary.energy().joules(),
                        within(1e-9 * summary.energy().joules()));
    }

    private static Map<Component, Double> components(Summary summary, Window piece) {
        Map<Component, Double> joules = new EnumMap<>(Component.class);
        for (EnergyChannel channel : summary.countedChannels()) {
            joules.merge(channel.channel().component(), channel.joules(piece), Double::sum);
        }
        return joules;
    }

    private static void assertAddsUp(Split split, double joules, String what) {
        assertThat(split.joules()).as(what).isCloseTo(joules, within(1e-9 + 1e-9 * joules));
        assertThat(new double[] {split.jobJoules(), split.otherJoules(), split.meterJoules(), split.unknownJoules()})
                .as(what)
                .satisfies(parts -> {
                    for (double part : parts) {
                        assertThat(part).isGreaterThanOrEqualTo(-1e-9);
                    }
                });
    }

    private static void assertSame(Split one, Split other, String what) {
        assertThat(one.jobJoules()).as(what + " of the job").isCloseTo(other.jobJoules(), within(1e-6));
        assertThat(one.otherJoules()).as(what + " of others").isCloseTo(other.otherJoules(), within(1e-6));
        assertThat(one.meterJoules()).as(what + " of the meter").isCloseTo(other.meterJoules(), within(1e-6));
        assertThat(one.unknownJoules()).as(what + " of nobody").isCloseTo(other.unknownJoules(), within(1e-6));
    }

    private static TreeSet<Long> edges(Random random, Window job) {
        TreeSet<Long> edges = new TreeSet<>();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            edges.add(job.fromNanos() + (long) (random.nextDouble() * (job.toNanos() - job.fromNanos())));
        }
        edges.add(job.toNanos());
        return edges;
    }

    /** A run of any sensors, with holes in everything. */
    private static Summary run(Random random) {
        TestRun run = new TestRun(SECONDS);
        if (random.nextInt(4) == 0) {
            Channel plug = Channel.of("shelly/plug", Component.WALL, Quantity.POWER, Origin.MEASURED);
            run.channel(plug, holed(random, t -> 250));
        }
        Channel board = energy("rapl/psys", Component.BOARD);
        boolean hasBoard = random.nextBoolean();
        Channel cpu = cpu("rapl/package-0");
        if (hasBoard) {
            run.channel(board, counter(random, 80));
        }
        run.channel(hasBoard ? cpu.partOf(board.id()) : cpu, holed(random, counter(random, 60)));
        run.channel(energy("rapl/dram", Component.DRAM), holed(random, counter(random, 8)));
        for (int i = random.nextInt(3); i > 0; i--) {
            Channel gpu = energy("nvml/gpu-" + i, Component.GPU);
            run.channel(gpu, counter(random, 200));
            if (random.nextBoolean()) {
                double share = random.nextDouble();
                run.channel(
                        Channel.of(gpu.id() + "/job", Component.JOB, Quantity.UTILIZATION, Origin.MEASURED)
                                .partOf(gpu.id()),
                        holed(random, t -> share));
            }
        }
        if (random.nextInt(5) > 0) {
            run.cores(holed(random, counter(random, 0.8)), holed(random, counter(random, 1.6)));
            run.meterCores(random.nextDouble() * 0.2);
        }
        if (random.nextBoolean()) {
            run.memory(1e9, 4e9);
        }
        double from = random.nextDouble() * 3;
        return run.job(from, from + 0.5 + random.nextDouble() * 8).summary();
    }

    /** A counter of changing power that never falls. */
    private static DoubleUnaryOperator counter(Random random, double watts) {
        double pace = 1 + 3 * random.nextDouble();
        return t -> watts * (t + 0.9 * Math.sin(pace * t) / pace);
    }

    /** Some readings are missing, and sometimes a long stretch of them. */
    private static DoubleUnaryOperator holed(Random random, DoubleUnaryOperator value) {
        double from = random.nextDouble() * SECONDS;
        double length = random.nextBoolean() ? 0 : random.nextDouble() * 6;
        double share = random.nextDouble() * 0.2;
        return t -> t >= from && t < from + length || random.nextDouble() < share ? Double.NaN : value.applyAsDouble(t);
    }
}
