package io.powermeter.pi;

import io.powermeter.host.RepeatedCommand;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rails of a Pi 5, as its power controller measures them.
 *
 * <p>What the board takes from its supply is what its user pays for, and more than its rails: the converters have losses and
 * not all is behind the controller. So the root is the input, ESTIMATED from the sum of the rails, and the sum and the
 * rails, MEASURED, are inside it.
 */
final class PmicSampler implements Sampler {
    static final String QUESTION = "pmic_read_adc";

    /** The rails of the board that the line from rails to input was fitted on. */
    static final Set<String> FITTED_RAILS = Set.of(
            "0V8_AON",
            "0V8_SW",
            "1V1_SYS",
            "1V8_SYS",
            "3V3_ADC",
            "3V3_DAC",
            "3V3_SYS",
            "3V7_WL_SW",
            "DDR_VDD2",
            "DDR_VDDQ",
            "HDMI",
            "VDD_CORE");

    /** Input power = 1.1451 x rails + 0.5879 W: github.com/jfikar/RPi5-power, fitted on one board with a meter at its USB-C. */
    private static final double INPUT_PER_RAILS = 1.1451;

    private static final double INPUT_OFFSET_WATTS = 0.5879;

    private static final String FAILED =
            "vcgencmd pmic_read_adc failed during the run: the power of that time is missing.";

    private static final String SILENT =
            "vcgencmd pmic_read_adc did not answer for seconds during the run: the power of that time is missing.";

    private static final String INCOMPLETE =
            "An answer of vcgencmd pmic_read_adc lacked a rail: without it there is no sum, and so no power of the board.";

    private final List<String> rails;
    private final boolean hasInput;
    private final List<Channel> channels;
    private final Vcgencmd firmware;
    private final ThrottleWatch throttling;
    private final List<String> notes;

    /**
     * Makes a sampler.
     *
     * @param rails as a first answer had them
     * @param firmware asked {@link #QUESTION}
     */
    PmicSampler(Set<String> rails, Vcgencmd firmware, ThrottleWatch throttling) {
        this.rails = rails.stream().sorted().toList();
        this.hasInput = rails.equals(FITTED_RAILS);
        this.channels = channels(this.rails, hasInput);
        this.firmware = firmware;
        this.throttling = throttling;
        List<String> all = new ArrayList<>();
        all.add(
                hasInput
                        ? "pi/input is estimated: 1.1451 x the measured rails + 0.5879 W (github.com/jfikar/RPi5-power, fitted on"
                                + " one board, averages of 50 s). Devices on 5 V (USB, HAT, NVMe, fan) are outside."
                        : "Total: the measured rails, which is too low: the published line from rails to input was fitted on"
                                + " other rails than this board has. Devices on 5 V (USB, HAT, NVMe, fan) are outside.");
        all.addAll(throttling.notes());
        this.notes = List.copyOf(all);
    }

    private static List<Channel> channels(List<String> rails, boolean hasInput) {
        List<Channel> channels = new ArrayList<>();
        Channel sum = Channel.of("pi/rails", Component.BOARD, Quantity.POWER, Origin.MEASURED);
        if (hasInput) {
            channels.add(Channel.of("pi/input", Component.BOARD, Quantity.POWER, Origin.ESTIMATED));
            sum = sum.partOf("pi/input");
        }
        channels.add(sum);
        for (String rail : rails) {
            channels.add(Channel.of("pi/rails/" + rail, component(rail), Quantity.POWER, Origin.MEASURED)
                    .partOf("pi/rails"));
        }
        return List.copyOf(channels);
    }

    private static Component component(String rail) {
        if (rail.equals("VDD_CORE")) {
            return Component.CPU;
        }
        return rail.startsWith("DDR_") ? Component.DRAM : Component.BOARD;
    }

    @Override
    public String name() {
        return PiProvider.NAME;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public void sample(Reading reading) {
        Optional<RepeatedCommand.Answer> answer = firmware.poll();
        if (answer.isPresent()) {
            reading.at(answer.get().nanos());
            take(answer.get(), reading);
        } else if (firmware.isSilent()) {
            reading.warn(SILENT);
        } else {
            reading.nothingNew();
        }
        if (reading.warning() == null) {
            throttling.check(reading);
        }
    }

    private void take(RepeatedCommand.Answer answer, Reading reading) {
        if (answer.exitCode() != 0) {
            reading.warn(FAILED);
            return;
        }
        Map<String, Double> watts = PmicAnswer.watts(answer.text());
        int next = hasInput ? 2 : 1;
        double sum = 0;
        for (String rail : rails) {
            double power = watts.getOrDefault(rail, Double.NaN);
            reading.set(next++, power);
            sum += power;
        }
        reading.set(hasInput ? 1 : 0, sum);
        if (hasInput) {
            reading.set(0, INPUT_PER_RAILS * sum + INPUT_OFFSET_WATTS);
        }
        if (Double.isNaN(sum)) {
            reading.warn(INCOMPLETE);
        }
    }

    /** Each question starts a program: four in a second are enough for a gauge. */
    @Override
    public Duration shortestPeriod() {
        return Duration.ofMillis(250);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        firmware.close();
        throttling.close();
    }
}
