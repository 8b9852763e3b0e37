package io.powermeter.summary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the power at the wall follows, on one machine, from what the machine's own sensors tell:
 * {@code wall = base + machineFactor x (all but GPUs) + gpuFactor x (GPUs)}.
 *
 * <p>It is fitted once, by least squares ({@code powermeter calibrate}), to a run that had a wattmeter, and is kept as a {@linkplain #SETTING setting} of
 * later runs that have none.
 *
 * @param baseWatts what is drawn besides: fans, disks, the power supply's own loss
 * @param machineFactor wall watts for one watt of the CPU, memory or board sensors
 * @param gpuFactor wall watts for one watt of the GPU sensors
 * @param residualWatts root of the mean square of what the fit leaves, per degree of freedom
 * @param stretches how many stretches of time it was fitted to
 * @param channels ids of the sensors that it starts from
 */
public record Calibration(
        double baseWatts,
        double machineFactor,
        double gpuFactor,
        double residualWatts,
        int stretches,
        List<String> channels) {
    /** The setting that keeps a calibration with a run, as its {@link #text}. */
    public static final String SETTING = "calibration";

    private static final String NUMBER = "(-?[0-9]+\\.[0-9]+)";

    private static final Pattern TEXT = Pattern.compile("wall = " + NUMBER + " W \\+ " + NUMBER + " x machine \\+ "
            + NUMBER + " x GPU, residual " + NUMBER + " W over ([0-9]{1,9}) stretches, of (\\S+(?: \\S+)*)");

    public Calibration {
        channels = List.copyOf(channels);
    }

    /** Returns this as one line, which {@link #parse} understands. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "wall = %.4f W + %.5f x machine + %.5f x GPU, residual %.4f W over %d stretches, of %s",
                baseWatts,
                machineFactor,
                gpuFactor,
                residualWatts,
                stretches,
                String.join(" ", channels));
    }

    /** Returns the calibration that a line tells, or nothing if it tells none. */
    public static Optional<Calibration> parse(String line) {
        Matcher text = TEXT.matcher(line.strip());
        if (!text.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Calibration(
                Double.parseDouble(text.group(1)),
                Double.parseDouble(text.group(2)),
                Double.parseDouble(text.group(3)),
                Double.parseDouble(text.group(4)),
                Integer.parseInt(text.group(5)),
                List.of(text.group(6).split(" "))));
    }
}
