package io.powermeter.reports.comparison;

import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Figures of runs that were never made, for tests of comparisons. */
public final class TestFigures {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final String name;
    private final double joules;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private List<String> command = List.of("train");
    private String machine = "AMD EPYC 7B13, 2 CPUs, 24 GiB";
    private String sensors = "rapl/dram-0 measured, rapl/package-0 measured";
    private String ending = "";
    private String unknownPhase = "";
    private double coverage = 1;
    private double seconds = 10;
    private int number = 1;
    private double gramsPerKilowattHour = 480;

    private TestFigures(String name, double joules) {
        this.name = name;
        this.joules = joules;
    }

    public static TestFigures named(String name, double joules) {
        return new TestFigures(name, joules);
    }

    /** Repeats whose joules and accuracy scatter by 2 % and half a point. */
    public static Stream<RunFigures> repeats(String name, int runs, double joules, double accuracy) {
        Random random = new Random(name.hashCode());
        return IntStream.rangeClosed(1, runs)
                .mapToObj(i -> named(name, joules * (1 + 0.02 * random.nextGaussian()))
                        .seconds(joules / 10 * (1 + 0.01 * random.nextGaussian()))
                        .metric("accuracy", accuracy + 0.005 * random.nextGaussian())
                        .number(i)
                        .run());
    }

    public TestFigures number(int number) {
        this.number = number;
        return this;
    }

    public TestFigures seconds(double seconds) {
        this.seconds = seconds;
        return this;
    }

    public TestFigures gramsPerKilowattHour(double grams) {
        this.gramsPerKilowattHour = grams;
        return this;
    }

    public TestFigures metric(String metric, double value) {
        metrics.put(metric, value);
        return this;
    }

    public TestFigures setting(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public TestFigures command(String... words) {
        command = List.of(words);
        return this;
    }

    public TestFigures machine(String machine) {
        this.machine = machine;
        return this;
    }

    public TestFigures sensors(String sensors) {
        this.sensors = sensors;
        return this;
    }

    public TestFigures ending(String ending) {
        this.ending = ending;
        return this;
    }

    public TestFigures coverage(double coverage) {
        this.coverage = coverage;
        return this;
    }

    /** Leaves unknown what a phase cost. */
    public TestFigures unknownPhase(String phase) {
        unknownPhase = phase;
        return this;
    }

    public RunFigures run() {
        Map<String, Cost> phases = new LinkedHashMap<>();
        phases.put("train", cost(0.8, 50_000));
        phases.put("test", cost(0.2, 10_000));
        phases.computeIfPresent(unknownPhase, (phase, cost) -> cost(Double.NaN, cost.samples()));
        Map<String, PowerLine> phasePower = new LinkedHashMap<>();
        phasePower.put("train", line(0, 0.8 * seconds));
        phasePower.put("test", line(0.8 * seconds, 0.2 * seconds));
        return new RunFigures(
                folder(),
                name,
                command,
                START.plusSeconds(60L * number),
                machine,
                sensors,
                settings,
                sensors.contains("estimated") ? Origin.ESTIMATED : Origin.MEASURED,
                coverage,
                ending,
                cost(1, 60_000),
                joules / 3.6e6 * gramsPerKilowattHour,
                phases,
                List.copyOf(phases.keySet()),
                metrics,
                line(0, seconds),
                phasePower,
                learning());
    }

    /** A machine without a locale has no other letters in its paths. */
    private Path folder() {
        return Path.of("runs", name.replaceAll("[^\\x20-\\x7e]", "_") + "-" + number);
    }

    private Cost cost(double share, double samples) {
        double part = share * joules;
        return new Cost(
                share * seconds,
                1.5 * share * seconds,
                part,
                0.6 * part,
                0.5 * part,
                Map.of(Component.CPU, 0.7 * part, Component.DRAM, 0.3 * part),
                samples);
    }

    private PowerLine line(double from, double length) {
        double[] watts = new double[240];
        for (int i = 0; i < watts.length; i++) {
            watts[i] = joules / seconds * (1 + 0.1 * Math.sin(i / 5.0));
        }
        return new PowerLine(from, length, watts);
    }

    private Learning learning() {
        double last = metrics.getOrDefault("accuracy", Double.NaN);
        return Double.isNaN(last)
                ? new Learning(List.of())
                : new Learning(IntStream.rangeClosed(1, 5)
                        .mapToObj(
                                i -> new Learning.Point(i * seconds / 5, i * joules / 5, last - 0.2 * Math.pow(0.4, i)))
                        .toList());
    }
}
