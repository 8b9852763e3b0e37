package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Channel;
import io.powermeter.nvsmi.StubNvml.Card;
import io.powermeter.nvsmi.StubNvml.Function;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the library answers: nothing is thrown, and no value is read that was not told with success. */
class NvmlFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final int[] CODES = {0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 6, 7, 10, 13, 15, 16, 28, 999, -7, 12345};
    private static final long[] NUMBERS = {
        0,
        1,
        42,
        99,
        100,
        101,
        5_000,
        2_900_000,
        10_000_000,
        10_000_001,
        Integer.MAX_VALUE,
        0xffffffffL,
        1L << 40,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Double.doubleToLongBits(123_456.5),
        Double.doubleToLongBits(Double.NaN)
    };

    @TempDir
    Path root;

    private final Random random = new Random(20261122);
    private final Map<String, Long> told = new HashMap<>();
    private final Map<Function, Integer> codes = new HashMap<>();
    private int type = 1;

    @Test
    void sample_tenThousandMutations_neverThrowsAndInventsNothing() {
        try (Machine machine = new Machine(root).run(100, 200)) {
            Card card = machine.nvml.add("NVIDIA L40S");
            Sampler sampler = machine.sampler();
            sampler.follow(new TestJob(100L));
            Reading reading = new Reading(sampler.channels().size());
            int read = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                mutate(card);
                machine.pass(10 * random.nextDouble());
                reading.clear();
                sampler.sample(reading);
                read += check(sampler.channels(), reading);
            }
            assertThat(read).as("values that were read").isBetween(MUTATIONS / 2, 6 * MUTATIONS);
        }
    }

    private void mutate(Card card) {
        for (int i = 0; i < 3; i++) {
            fail(card, 0);
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> fail(card, CODES[random.nextInt(CODES.length)]);
            case 2 -> card.rawEnergy(number("nvml/gpu-0"));
            case 3 -> {
                type = random.nextInt(9) - 1;
                card.rawField(186, 0, type, number("nvml/gpu-0/power"));
            }
            case 4 -> card.busy((int) number("nvml/gpu-0/utilization"));
            case 5 -> card.memory(number("nvml/gpu-0/memory"), number("total"));
            case 6 -> card.celsius((int) number("nvml/gpu-0/temperature"));
            case 7 -> card.rawProcessCount(random.nextBoolean() ? -2 : number("count"));
            case 8 -> card.rawSampleCount(random.nextBoolean() ? -2 : number("count"));
            default -> processes(card);
        }
    }

    private void fail(Card card, int code) {
        Function function = Function.values()[random.nextInt(Function.values().length)];
        codes.put(function, code);
        card.fail(function, code);
    }

    private long number(String what) {
        long number = random.nextInt(4) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
        told.put(what, number);
        return number;
    }

    private void processes(Card card) {
        card.idle();
        for (int i = random.nextInt(20); i > 0; i--) {
            long pid = random.nextBoolean() ? 100 : random.nextInt(300);
            long stamp = random.nextBoolean() ? 0 : number("stamp");
            card.process(
                    pid, random.nextBoolean(), random.nextBoolean(), (int) number("percent"), number("bytes"), stamp);
        }
    }

    private int check(List<Channel> channels, Reading reading) {
        int read = 0;
        for (int i = 0; i < reading.size(); i++) {
            String id = channels.get(i).id();
            if (!reading.has(i)) {
                continue;
            }
            read++;
            double value = reading.get(i);
            if (id.endsWith("/job-share")) {
                assertThat(value).isBetween(0.0, 1.0);
                assertThat(succeeds(Function.COMPUTE_PROCESSES) || succeeds(Function.GRAPHICS_PROCESSES))
                        .isTrue();
            } else {
                assertThat(succeeds(source(id)))
                        .as(id + " was told with success")
                        .isTrue();
                Long number = told.get(id);
                if (number != null) {
                    assertThat(value).as(id + " told as " + number).isEqualTo(expected(id, number));
                }
            }
        }
        return read;
    }

    private static double most(String id) {
        return switch (id) {
            case "nvml/gpu-0/power", "nvml/gpu-0/power-average" -> 10_000;
            case "nvml/gpu-0/utilization" -> 1;
            case "nvml/gpu-0/temperature" -> 200;
            default -> Double.MAX_VALUE;
        };
    }

    private boolean succeeds(Function function) {
        return codes.getOrDefault(function, 0) == 0;
    }

    private static Function source(String id) {
        return switch (id) {
            case "nvml/gpu-0" -> Function.ENERGY;
            case "nvml/gpu-0/utilization" -> Function.UTILIZATION;
            case "nvml/gpu-0/memory" -> Function.MEMORY;
            case "nvml/gpu-0/temperature" -> Function.TEMPERATURE;
            default -> Function.FIELD_VALUES;
        };
    }

    private double expected(String id, long number) {
        return switch (id) {
            case "nvml/gpu-0" -> number * 1e-3;
            case "nvml/gpu-0/utilization" -> (int) number * 1e-2;
            case "nvml/gpu-0/power" -> field(number) * 1e-3;
            case "nvml/gpu-0/temperature" -> (int) number;
            default -> number;
        };
    }

    private double field(long bits) {
        return switch (type) {
            case 0 -> Double.longBitsToDouble(bits);
            case 1 -> bits & 0xffffffffL;
            case 5 -> (int) bits;
            case 6 -> bits & 0xffff;
            case 2, 3, 4 -> bits;
            default -> Double.NaN;
        };
    }
}
