package io.powermeter.rapl;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints what a reading of a simulated machine of two sockets costs: time and memory. Run by hand.
 *
 * <p>A real {@code energy_uj} costs more, as the kernel must ask a core of the package for its register.
 */
final class RaplBenchmark {
    private RaplBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("rapl-benchmark");
        try (SimulatedRapl simulated = SimulatedRapl.under(root)
                        .sockets(2)
                        .startMicrojoules(1_000_000)
                        .start();
                Sampler sampler = Machine.found(Host.at(root))) {
            double micros =
                    ReadingCost.print("rapl, " + sampler.channels().size() + " zones", sampler, 200_000, () -> {});
            double naive =
                    ReadingCost.print("the same, each file opened anew", new Naive(sampler, root), 20_000, () -> {});
            System.out.printf(Locale.ROOT, "    kept open: %.2f of the time%n", micros / naive);
            System.out.printf(
                    Locale.ROOT,
                    "    (the simulated counters stood still for up to %.2f ms)%n",
                    simulated.longestGapNanos() * 1e-6);
        }
    }

    /** Reads as many files as there are zones, as a program without thought would. */
    private record Naive(Sampler sampler, List<Path> files) implements Sampler {
        Naive(Sampler sampler, Path root) throws IOException {
            this(sampler, energyFiles(root));
        }

        private static List<Path> energyFiles(Path root) throws IOException {
            try (Stream<Path> all = Files.walk(root)) {
                return all.filter(file -> file.endsWith("energy_uj")).toList();
            }
        }

        @Override
        public String name() {
            return sampler.name();
        }

        @Override
        public List<Channel> channels() {
            return sampler.channels();
        }

        @Override
        public void sample(Reading reading) {
            try {
                for (int i = 0; i < files.size(); i++) {
                    reading.set(
                            i, Double.parseDouble(Files.readString(files.get(i)).strip()) * 1e-6);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }
}
