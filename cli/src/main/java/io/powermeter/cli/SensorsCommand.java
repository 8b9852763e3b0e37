package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.meter.Sensors;
import io.powermeter.reports.words.Figures;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code powermeter sensors}: what can be measured here, and why the rest cannot. */
@Command(
        name = "sensors",
        description = "What can be measured here; for what cannot: why, and the exact fix.",
        mixinStandardHelpOptions = true)
final class SensorsCommand implements Callable<Integer> {
    /** A wattmeter tells once a second, nvidia-smi some 100 ms after it is started. */
    private static final long LONGEST_WAIT_NANOS = 3_000_000_000L;

    private static final long PAUSE_NANOS = 20_000_000L;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SensorOptions options = new SensorOptions();

    @Override
    public Integer call() throws UsageException {
        Sensors sensors;
        try {
            sensors = Sensors.discover(options.host(), options.estimate());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(sensors.machine().cpu() + ", " + sensors.machine().processors() + " CPUs, "
                + Figures.bytes(sensors.machine().memoryBytes()) + ", "
                + sensors.machine().os() + ", virtualization: "
                + sensors.machine().virtualization());
        for (Sampler sampler : sensors.samplers()) {
            found(out, sampler);
            sampler.close();
        }
        sensors.absent().forEach((name, absent) -> absent(out, name, absent));
        out.flush();
        return 0;
    }

    private static void found(PrintWriter out, Sampler sampler) {
        out.println();
        out.println("found   " + sampler.name());
        Reading reading = firstReading(sampler);
        int width = sampler.channels().stream()
                .mapToInt(channel -> channel.id().length())
                .max()
                .orElse(1);
        for (int i = 0; i < reading.size(); i++) {
            Channel channel = sampler.channels().get(i);
            out.println(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %-9s %-9s %s%s",
                    channel.id(),
                    channel.component().label(),
                    channel.origin(),
                    value(channel, reading, i),
                    channel.partOf() == null ? "" : ", part of " + channel.partOf()));
        }
        String warning = reading.warning();
        if (warning != null) {
            out.println("  warning: " + warning);
        }
        sampler.lacks().forEach(lack -> out.println("  missing: " + lack));
        sampler.notes().forEach(note -> out.println("  note: " + note));
    }

    private static String value(Channel channel, Reading reading, int i) {
        if (!reading.has(i)) {
            return channel.component() == Component.JOB ? "known while a job runs" : "cannot be read now";
        }
        return "reads "
                + switch (channel.quantity()) {
                    case MEMORY -> Figures.bytes(reading.get(i));
                    case UTILIZATION -> Figures.percent(reading.get(i));
                    default ->
                        String.format(
                                Locale.ROOT,
                                "%.3f %s",
                                reading.get(i),
                                channel.quantity().unit());
                };
    }

    /** Returns a reading; a sensor that tells by itself is waited for. */
    private static Reading firstReading(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        do {
            reading.clear();
            sampler.sample(reading);
            if (reading.isNothingNew()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } while (reading.isNothingNew() && System.nanoTime() - end < 0);
        return reading;
    }

    private static void absent(PrintWriter out, String name, Detection.Absent absent) {
        out.println();
        out.println("absent  " + name);
        out.println("  why: " + absent.reason());
        absent.remedy().lines().forEach(line -> out.println("  fix: " + line));
    }
}
