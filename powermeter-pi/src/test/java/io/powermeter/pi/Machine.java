package io.powermeter.pi;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Boards that are not there, with a firmware that answers, and what detection makes of them. */
final class Machine {
    static final long SECOND = 1_000_000_000L;

    private static final String FIRMWARE = "/firmware/";

    private Machine() {}

    /** Returns the board of a file in {@code hosts/}, idle so far, with four CPUs. */
    static FakeHost named(Path root, String name) {
        return busy(FakeHost.ofResource(root, Machine.class, "hosts/" + name + ".tree"), 0);
    }

    /** Lets the four CPUs have been busy for {@code seconds} in sum. */
    static FakeHost busy(FakeHost host, long seconds) {
        String cpu = " 0 0 0 0 0 0 0 0 0\n";
        return host.put(
                "/proc/stat",
                "cpu  " + 100 * seconds + " 0 0 500 7 0 0 0 0 0\ncpu0" + cpu + "cpu1" + cpu + "cpu2" + cpu + "cpu3"
                        + cpu + "intr 5");
    }

    /** Gives the board the program {@code vcgencmd}, which answers what {@link #answers} was told. */
    static FakeHost withFirmware(FakeHost host) {
        String program = "/usr/bin/vcgencmd";
        return host.put(program, "#!/bin/sh\nexec cat \"${0%" + program + "}" + FIRMWARE + "$1\"");
    }

    /** Sets what the firmware answers to a question. */
    static FakeHost answers(FakeHost host, String question, String answer) {
        return host.put(FIRMWARE + question, answer);
    }

    /** Returns a Pi 5 whose firmware tells everything. */
    static FakeHost pi5(Path root) {
        return withRails(withFirmware(named(root, "pi-5")));
    }

    static FakeHost withRails(FakeHost host) {
        return answers(answers(host, "pmic_read_adc", railsText()), "get_throttled", "throttled=0x0");
    }

    /** Returns an answer of 12 rails: 3.6456 W in sum, of which 1.8 W the core. */
    static String railsText() {
        try (InputStream in = Objects.requireNonNull(Machine.class.getResourceAsStream("pmic_read_adc.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sampler found(FakeHost host) {
        return found(new PiProvider().detect(host));
    }

    static Sampler found(Detection detection) {
        assertThat(detection).isInstanceOf(Detection.Found.class);
        List<Sampler> samplers = ((Detection.Found) detection).samplers();
        assertThat(samplers).hasSize(1);
        return samplers.get(0);
    }

    static Detection.Absent absent(FakeHost host) {
        Detection detection = new PiProvider().detect(host);
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    /** Reads until the firmware has answered, for 10 s at most. */
    static Reading await(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        awaitInto(sampler, reading);
        return reading;
    }

    static void awaitInto(Sampler sampler, Reading reading) {
        long limit = System.nanoTime() + 10 * SECOND;
        sampler.sample(reading);
        while (reading.isNothingNew() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
            reading.clear();
            sampler.sample(reading);
        }
    }

    /** Returns for instance {@code pi/rails/VDD_CORE CPU MEASURED in pi/rails 1.8000 W}. */
    static List<String> describe(Sampler sampler, Reading reading) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            Channel channel = sampler.channels().get(i);
            lines.add(channel.id() + " " + channel.component() + " " + channel.origin()
                    + (channel.partOf() == null ? "" : " in " + channel.partOf())
                    + (reading.has(i)
                            ? String.format(
                                    Locale.ROOT,
                                    " %.4f %s",
                                    reading.get(i),
                                    channel.quantity().unit())
                            : " missing"));
        }
        return lines;
    }
}
