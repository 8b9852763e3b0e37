package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A machine whose {@code nvidia-smi} is a script that writes what lies in two files, again and again, and a clock to move. */
final class SmiMachine {
    static final String PROGRAM = "/usr/bin/nvidia-smi";

    private static final String DOCUMENT = "/smi.xml";
    private static final String ROWS = "/pmon.txt";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final FakeHost host;
    private final AtomicLong offset = new AtomicLong();

    private SmiMachine(FakeHost host) {
        this.host = host;
    }

    /** Makes a machine with no nvidia-smi. */
    static SmiMachine empty(Path root) {
        return new SmiMachine(FakeHost.empty(root));
    }

    /** Makes a machine whose nvidia-smi writes a document, and no row of pmon. */
    static SmiMachine of(Path root, String document) {
        SmiMachine machine = empty(root).tells(document).pmon("");
        String folder = root.toAbsolutePath().toString();
        return machine.program("case \"$1\" in pmon) file=" + folder + ROWS + ";; *) file=" + folder + DOCUMENT
                + ";; esac\n" + "while cat \"$file\"; do sleep 0.05; done");
    }

    /** Makes a machine whose nvidia-smi writes a document of this folder's resources. */
    static SmiMachine named(Path root, String name) {
        return of(root, resource(name));
    }

    static String resource(String name) {
        try (InputStream in = SmiMachine.class.getResourceAsStream("smi/" + name + ".xml")) {
            assertThat(in).as("resource smi/%s.xml", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SmiMachine program(String script) {
        host.put(PROGRAM, "#!/bin/sh\n" + script);
        return this;
    }

    SmiMachine tells(String document) {
        host.put(DOCUMENT, document);
        return this;
    }

    SmiMachine pmon(String rows) {
        host.put(ROWS, rows);
        return this;
    }

    /** Shows a process, as of a job that is not in a container. */
    SmiMachine runs(long pid) {
        host.put("/proc/" + pid, "<DIR>");
        return this;
    }

    /** Lets time pass. */
    void passes(Duration time) {
        offset.addAndGet(time.toNanos());
    }

    long nanos() {
        return System.nanoTime() + offset.get();
    }

    Detection detect() {
        return SmiSampler.detect(host, this::nanos, PATIENCE);
    }

    Sampler sampler() {
        Detection detection = detect();
        assertThat(detection).isInstanceOf(Detection.Found.class);
        return ((Detection.Found) detection).samplers().get(0);
    }

    static Reading read(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        return reading;
    }

    static double value(Sampler sampler, Reading reading, String id) {
        List<String> ids = sampler.channels().stream().map(Channel::id).toList();
        assertThat(ids).contains(id);
        return reading.get(ids.indexOf(id));
    }

    /** Reads until something is so, but not for ever. */
    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Returns one line for each channel, with its value. */
    static List<String> describe(Sampler sampler) {
        Reading reading = read(sampler);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            Channel channel = sampler.channels().get(i);
            lines.add(tail(channel.id())
                    + " " + channel.component()
                    + " " + (reading.has(i) ? String.format(Locale.ROOT, "%.2f", reading.get(i)) : "-")
                    + " " + channel.quantity().unit()
                    + (channel.partOf() == null ? "" : " in " + tail(channel.partOf()))
                    + (channel.mirrorOf() == null ? "" : " mirrors " + tail(channel.mirrorOf())));
        }
        return lines;
    }

    private static String tail(String id) {
        return id.substring(SmiSampler.NAME.length() + 1);
    }
}
