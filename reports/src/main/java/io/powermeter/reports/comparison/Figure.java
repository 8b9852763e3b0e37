package io.powermeter.reports.comparison;

import io.powermeter.measurement.Component;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A number of a run that is compared. */
public final class Figure {
    /** In what it is told. */
    public enum Unit {
        /** Energy. */
        JOULES,
        /** Time. */
        SECONDS,
        /** Power. */
        WATTS,
        /** CO2 equivalent. */
        GRAMS,
        /** A metric of the job, in whatever it is told. */
        NUMBER
    }

    /** Which way is better. */
    public enum Sense {
        /** Less, as of energy. */
        LOWER,
        /** More, as of accuracy. */
        HIGHER,
        /** Neither: more power for less time may cost the same. */
        NEITHER
    }

    /** The machine's joules. */
    public static final Figure ENERGY =
            joules("energy", "Energy", run -> run.whole().joules());

    /** The machine's joules above its idle floor. */
    public static final Figure NET =
            joules("net energy", "Net energy", run -> run.whole().netJoules());

    /** The job's part of the machine's joules. */
    public static final Figure JOB =
            joules("job's energy", "Job's energy", run -> run.whole().jobJoules());

    /** The machine's joules by sample. */
    public static final Figure SAMPLE =
            joules("energy by sample", "Energy by sample", run -> run.whole().joulesPerSample());

    /** From the start of the job to its end. */
    public static final Figure TIME = new Figure(
            "time", "Time", Unit.SECONDS, Sense.LOWER, run -> run.whole().seconds());

    /** Of the job and its children. */
    public static final Figure CPU_TIME = new Figure(
            "cpu time",
            "Job's CPU time",
            Unit.SECONDS,
            Sense.LOWER,
            run -> run.whole().cpuSeconds());

    /** The machine's mean power. */
    public static final Figure POWER = new Figure(
            "power", "Mean power", Unit.WATTS, Sense.NEITHER, run -> run.whole().watts());

    /** CO2 equivalent. */
    public static final Figure CARBON = new Figure("CO2e", "CO₂e", Unit.GRAMS, Sense.LOWER, RunFigures::grams);

    private final String id;
    private final String label;
    private final Unit unit;
    private final Sense sense;
    private final ToDoubleFunction<RunFigures> value;

    private Figure(String id, String label, Unit unit, Sense sense, ToDoubleFunction<RunFigures> value) {
        this.id = id;
        this.label = label;
        this.unit = unit;
        this.sense = sense;
        this.value = value;
    }

    private static Figure joules(String id, String label, ToDoubleFunction<RunFigures> value) {
        return new Figure(id, label, Unit.JOULES, Sense.LOWER, value);
    }

    /** Returns what is told of a whole run, beside its quality: what it cost, then what explains it. */
    public static List<Figure> whole() {
        return List.of(ENERGY, TIME, SAMPLE, NET, JOB, CPU_TIME, POWER, CARBON);
    }

    /** Returns the last value of a metric; less is better if its name says so: a loss, an error, a perplexity. */
    static Figure quality(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        boolean lower = name.contains("loss") || name.contains("error") || name.contains("perplexity");
        return new Figure(
                "metric " + metric,
                metric,
                Unit.NUMBER,
                lower ? Sense.LOWER : Sense.HIGHER,
                run -> run.metrics().getOrDefault(metric, Double.NaN));
    }

    /** Returns the machine's joules of a component. */
    static Figure component(Component component) {
        return joules(
                "component " + component.name().toLowerCase(Locale.ROOT),
                component.name(),
                run -> run.whole().components().getOrDefault(component, Double.NaN));
    }

    /** Returns what a phase cost: energy, energy by sample, time, the job's energy, its CPU time. */
    public static List<Figure> ofPhase(String phase) {
        return List.of(
                phase(phase, "energy", "Energy", Unit.JOULES, Cost::joules),
                phase(phase, "energy by sample", "Energy by sample", Unit.JOULES, Cost::joulesPerSample),
                phase(phase, "time", "Time", Unit.SECONDS, Cost::seconds),
                phase(phase, "job's energy", "Job's energy", Unit.JOULES, Cost::jobJoules),
                phase(phase, "cpu time", "Job's CPU time", Unit.SECONDS, Cost::cpuSeconds));
    }

    private static Figure phase(String phase, String id, String label, Unit unit, ToDoubleFunction<Cost> cost) {
        return new Figure("phase " + phase + " " + id, label, unit, Sense.LOWER, run -> {
            Cost told = run.phases().get(phase);
            return told == null ? Double.NaN : cost.applyAsDouble(told);
        });
    }

    /** Returns its name for programs: no other figure of a comparison has it. */
    public String id() {
        return id;
    }

    /** Returns its name for people, without that of its phase; of a metric it is the job's own word. */
    public String label() {
        return label;
    }

    /** Returns in what it is told. */
    public Unit unit() {
        return unit;
    }

    /** Returns which way is better. */
    public Sense sense() {
        return sense;
    }

    /** Returns it of a run, NaN if it is not known. */
    public double of(RunFigures run) {
        return value.applyAsDouble(run);
    }
}
