package io.powermeter.tdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The thermal design power of a CPU model, by name.
 *
 * <p>The table holds about 4,500 models: the figures of {@code cpu_power.csv} of the codecarbon project (MIT) and Intel's
 * processor base power of the models of 2021 to 2024 that it lacks; docs/estimate.md says more. It is searched once in a
 * run, so its text is scanned and not kept.
 *
 * @param model the name in the table, in lower case and without what every model says
 * @param watts the TDP of one chip
 */
record CpuTdp(String model, double watts) {
    private static final String TABLE = "cpu-tdp.tsv";

    /**
     * Returns the TDP of the CPU that calls itself {@code cpuName}, or nothing if the table does not have that very model.
     *
     * @param cpuName a brand string, such as {@code AMD EPYC 7702 64-Core Processor}
     */
    static Optional<CpuTdp> of(String cpuName) {
        String key = CpuName.key(cpuName);
        // this runs before the job starts, and the first use of "+" at a place takes milliseconds to link
        String line = "\n".concat(key).concat("\t");
        String table = table();
        int at = table.indexOf(line);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + line.length();
        return Optional.of(new CpuTdp(key, Double.parseDouble(table.substring(start, table.indexOf('\n', start)))));
    }

    /** Returns the lines "model TAB watts", each between line ends. */
    static String table() {
        try (InputStream in = Objects.requireNonNull(CpuTdp.class.getResourceAsStream(TABLE), TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
