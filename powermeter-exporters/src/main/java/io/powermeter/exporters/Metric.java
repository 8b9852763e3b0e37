package io.powermeter.exporters;

/**
 * What is told, by its name in OpenTelemetry. Names that begin with {@code hw.} and their attributes are those of the
 * <a href="https://opentelemetry.io/docs/specs/semconv/hardware/">semantic conventions for hardware</a>; what these do not
 * know begins with {@code powermeter.}
 *
 * <p>Prometheus' names follow from these by the
 * <a href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">rules of OpenTelemetry</a>, so
 * that a query finds the same series whether they were asked for or sent: dots become underscores, the unit is written out
 * behind the name, and a counter ends with {@code _total}.
 */
enum Metric {
    ENERGY("hw.energy", Unit.JOULES, true, "Energy of a part of the machine, as far as it is known."),
    POWER("hw.power", Unit.WATTS, false, "Power of a part of the machine."),
    /** A wattmeter sees the whole host, of which the conventions want its own name. */
    HOST_ENERGY("hw.host.energy", Unit.JOULES, true, "Energy of the whole machine, told by a wattmeter."),
    HOST_POWER("hw.host.power", Unit.WATTS, false, "Power of the whole machine, told by a wattmeter."),
    TOTAL_ENERGY(
            "powermeter.machine.energy",
            Unit.JOULES,
            true,
            "Energy of all that is measured or estimated, no joule counted twice."),
    TOTAL_POWER(
            "powermeter.machine.power",
            Unit.WATTS,
            false,
            "Power of all that is measured or estimated, no watt counted twice."),
    MACHINE_CPU("powermeter.machine.cpu.time", Unit.SECONDS, true, "CPU time of the whole machine."),
    JOB_CPU("powermeter.job.cpu.time", Unit.SECONDS, true, "CPU time of the job."),
    METER_CPU("powermeter.meter.cpu.time", Unit.SECONDS, true, "CPU time of the meter, with what it runs and sends."),
    JOB_METRIC("powermeter.job.metric", Unit.NONE, false, "What the job said last of itself, such as its loss."),
    JOB_PHASE("powermeter.job.phase", Unit.NONE, false, "1 while the job is in this phase."),
    RUN_START("powermeter.run.start_time", Unit.SECONDS, false, "When the run began, since the Unix epoch."),
    DROPPED("powermeter.otlp.dropped", Unit.NONE, true, "Batches that did not reach the OpenTelemetry collector.");

    private final String id;
    private final Unit unit;
    private final boolean counter;
    private final String description;

    Metric(String id, Unit unit, boolean counter, String description) {
        this.id = id;
        this.unit = unit;
        this.counter = counter;
        this.description = description;
    }

    /** Returns the name in OpenTelemetry. */
    String id() {
        return id;
    }

    Unit unit() {
        return unit;
    }

    /** Returns whether it never falls while a run goes on. */
    boolean isCounter() {
        return counter;
    }

    String description() {
        return description;
    }

    /** Returns the name in Prometheus without the {@code _total} of a counter. */
    String family() {
        return id.replace('.', '_') + (unit == Unit.NONE ? "" : "_" + unit.word);
    }

    /** The unit of a metric. */
    enum Unit {
        JOULES("J", "joules"),
        WATTS("W", "watts"),
        SECONDS("s", "seconds"),
        NONE("", "");

        private final String symbol;
        private final String word;

        Unit(String symbol, String word) {
            this.symbol = symbol;
            this.word = word;
        }

        /** Returns the symbol of the <a href="https://ucum.org/ucum">UCUM</a>, as OpenTelemetry has it. */
        String symbol() {
            return symbol;
        }

        /** Returns the word of OpenMetrics. */
        String word() {
            return word;
        }
    }
}
