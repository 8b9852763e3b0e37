package io.powermeter.estimate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The thermal design power of a CPU model, by name.
 *
 * <p>The table holds about 4,500 models: the figures of {@code cpu_power.csv} of the codecarbon project (MIT) and Intel's
 * processor base power of the models of 2021 to 2024 that it lacks; docs/estimate.md says more. It is searched once in a
 * run, so it is scanned, not kept.
 *
 * @param model the name in the table, in lower case and without what every model says
 * @param watts the TDP of one chip
 */
public record CpuTdp(String model, double watts) {
    static final String TABLE = "cpu-tdp.tsv";

    /**
     * Returns the TDP of the CPU that calls itself {@code cpuName}, or nothing if the table does not have that very model.
     *
     * @param cpuName a brand string, such as {@code AMD EPYC 7702 64-Core Processor}
     */
    public static Optional<CpuTdp> of(String cpuName) {
        String key = CpuName.key(cpuName);
        try (BufferedReader table = open()) {
            for (String line = table.readLine(); line != null; line = table.readLine()) {
                if (line.length() > key.length() && line.charAt(key.length()) == '\t' && line.startsWith(key)) {
                    return Optional.of(new CpuTdp(key, Double.parseDouble(line.substring(key.length() + 1))));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedReader open() {
        InputStream in = Objects.requireNonNull(CpuTdp.class.getResourceAsStream(TABLE), TABLE);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII), 1 << 14);
    }
}
