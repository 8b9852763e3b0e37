package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a meter says: nothing but a {@link MeterException} is thrown, and every value stands in the text. */
class WattmeterFuzzTest {
    private static final int ROUNDS = 10_000;

    /** Of one kind of answer; all that are JSON make more than {@link #ROUNDS}. */
    private static final int ANSWERS = 2_500;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?");
    private static final String NASTY = "0123456789.,:;-+eE\"'{}[]()<>\\/ \t\n\0#%&?=nantruefalsW\u00e9\u4e16\ud83d";

    @TempDir
    Path root;

    private interface Parser {
        double watts(byte[] text) throws MeterException;
    }

    private enum Kind {
        SHELLY(
                "{\"id\":0,\"output\":true,\"apower\":47.11,\"voltage\":232.0,\"aenergy\":{\"total\":5.125,"
                        + "\"by_minute\":[0.0,1.5]},\"temperature\":{\"tC\":25.3}}",
                text -> Plugs.shellyReading(Json.object(text)).watts()),
        SHELLY1(
                "{\"wifi\":{\"rssi\":-57},\"meters\":[{\"power\":4711.12,\"is_valid\":true,\"total\":6472513}]}",
                text -> Plugs.shelly1Reading(Json.object(text), "meters", 0).watts()),
        TASMOTA(
                "{\"StatusSNS\":{\"Time\":\"2023-02-05T20:31:48\",\"ENERGY\":{\"Total\":1290.396,\"Power\":47.11}}}",
                text -> Plugs.tasmotaReading(Json.object(text), 0, "").watts()),
        HOMEWIZARD(
                "{\"wifi_strength\":100,\"total_power_import_t1_kwh\":30.511,\"active_power_w\":543}",
                text -> Plugs.homewizardReading(Json.object(text)).watts()),
        KASA(
                "{\"emeter\":{\"get_realtime\":{\"voltage\":234.8,\"power\":3.121391,\"total\":0.015,\"err_code\":0}}}",
                text -> Kasa.reading(Json.object(text)).watts()),
        REDFISH(
                "{\"Id\":\"Power\",\"PowerControl\":[{\"PowerCapacityWatts\":1628,\"PowerConsumedWatts\":429}]}",
                text -> Redfish.reading(Json.object(text)).watts()),
        DCMI(
                "\n    Instantaneous power reading:                     215 Watts\n"
                        + "    Minimum during sampling period:                  162 Watts\n"
                        + "    Power reading state is:                   activated\n",
                text -> IpmiText.dcmi(new String(text, StandardCharsets.UTF_8))),
        SENSORS(
                "Avg Power        | 210 Watts         | ok\nPower Supply 1   | 0x00              | ok\n",
                text -> IpmiText.sensor(new String(text, StandardCharsets.UTF_8), "Avg Power")),
        NUT(
                "input.voltage: 230.0\nups.load: 18\nups.realpower: 97\n",
                text -> NutText.isEstimate(new String(text, StandardCharsets.UTF_8))
                        ? Double.NaN
                        : NutText.watts(new String(text, StandardCharsets.UTF_8)));

        private final String text;
        private final Parser parser;

        Kind(String text, Parser parser) {
            this.text = text;
            this.parser = parser;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void answers_mutated_neitherThrowNorInvent(Kind kind) {
        Random random = new Random(20261122 + kind.ordinal());
        int read = 0;
        for (int round = 0; round < ANSWERS; round++) {
            byte[] text = mutated(kind.text, random).getBytes(StandardCharsets.UTF_8);
            try {
                double watts = kind.parser.watts(text);
                if (!Double.isNaN(watts)) {
                    requireSpelled(new String(text, StandardCharsets.UTF_8), watts);
                    read++;
                }
            } catch (MeterException e) {
                assertThat(e.sentence()).isNotBlank().hasSizeLessThan(400);
            }
        }
        assertThat(read).as("mutations that still tell a power").isBetween(ANSWERS / 50, ANSWERS);
    }

    @Test
    void omegawatt_mutated_neitherThrowsNorInvents() {
        Random random = new Random(7);
        TestClock clock = new TestClock();
        String text = "#timestamp,#frame_is_ok,#U1,#current1,#activepow1,#current2,#activepow2\n"
                + "1640278000.10,true,232.1,0.4,54.25,0.1,22.5\n1640278000.11,false,,,,,\n";
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String mutated = mutated(text, random);
            Frames frames = new Frames(1);
            OmegaWatt lines = new OmegaWatt(new int[] {1}, frames, clock);
            // one frame at a time, so that no mean hides an invented value
            for (String line : mutated.split("\n", -1)) {
                lines.line(line);
                Frames.Mean mean = frames.take();
                if (mean != null) {
                    requireSpelled(line, mean.watts()[0]);
                    assertThat(mean.watts()[0]).isNotNegative();
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(ROUNDS / 4);
    }

    @Test
    void lines_mutated_areRightOrRefused() {
        Random random = new Random(8);
        int right = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String line = mutated("shelly://host_1:80/switch/0?timeout=500ms&name=rack&component=gpu", random);
            try {
                Wattmeters.parse(line);
                right++;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(right).isGreaterThan(ROUNDS / 50);
    }

    @Test
    void texts_mutated_neitherThrowNorInvent() {
        Random random = new Random(9);
        WattText whole = WattText.of(MeterLine.parse("command: x", "a"));
        WattText labelled = WattText.of(MeterLine.parse("command?label=P=: x", "a"));
        WattText column = WattText.of(MeterLine.parse("command?column=2: x", "a"));
        for (int round = 0; round < ROUNDS; round++) {
            String line = mutated("U=230.5V P=12.34W 7", random);
            for (WattText text : List.of(whole, labelled, column)) {
                double watts = text.watts(line);
                if (!Double.isNaN(watts)) {
                    assertThat(numbers(line).stream().anyMatch(n -> isScaled(Math.abs(watts), n)))
                            .as("%f of %s", watts, line)
                            .isTrue();
                }
            }
            TimeText.epochNanos(mutated("2026-11-22T10:00:00.5+01:00", random));
            TimeText.epochNanos(mutated("1640278000.104214184", random));
        }
    }

    private static boolean isScaled(double watts, double number) {
        for (double unit : new double[] {1, 1e-3, 1e-6, 1e3}) {
            if (watts == number * unit) {
                return true;
            }
        }
        return false;
    }

    @Test
    void hwmon_mutated_neitherThrowsNorInvents() {
        Random random = new Random(10);
        FakeHost host = FakeHost.ofResource(root, getClass(), "hosts/amd-card-and-apu.tree");
        String chip = "/sys/class/hwmon/hwmon1/";
        List<Sampler> samplers = List.of();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String content = mutated("118000000", random);
            // a file that is cut and written anew is flushed by ext4, which takes a thousand times longer than a new
            // one
            host.remove(chip + "power1_average").put(chip + "power1_average", content);
            if (round % 50 == 0) {
                host.remove(chip + "name").put(chip + "name", round % 100 == 0 ? "amdgpu" : mutated("amdgpu", random));
                samplers = Found.samplers(new HwmonProvider(), host);
            }
            for (Sampler sampler : samplers) {
                read += check(sampler, content);
            }
        }
        assertThat(read).isGreaterThan(ROUNDS / 20);
    }

    /** Holds the card's channel against the content of its file, and returns how often it could be read. */
    private static int check(Sampler sampler, String content) {
        Reading reading = Found.read(sampler);
        sampler.close(); // the file is another one the next time
        int read = 0;
        for (int i = 0; i < reading.size(); i++) {
            if (reading.has(i) && reading.get(i) != 15.005) {
                requireSpelled(content, Math.rint(reading.get(i) * 1e6));
                read++;
            }
        }
        return read;
    }

    private static void requireSpelled(String text, double value) {
        Matcher number = NUMBER.matcher(text);
        for (int from = 0; from < text.length() && number.find(from); from = number.start() + 1) {
            if (Math.abs(Double.parseDouble(number.group())) == Math.abs(value)) {
                return;
            }
        }
        throw new AssertionError(value + " was made of " + text);
    }

    /** Every number that some part of the text spells, without its sign. */
    private static Set<Double> numbers(String text) {
        Set<Double> numbers = new HashSet<>();
        Matcher number = NUMBER.matcher(text);
        for (int from = 0; from < text.length() && number.find(from); from = number.start() + 1) {
            numbers.add(Math.abs(Double.parseDouble(number.group())));
        }
        return numbers;
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutated.length() + 1);
            int length = Math.min(random.nextInt(6), mutated.length() - at);
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, at + length);
                case 1 -> mutated.insert(at, NASTY.charAt(random.nextInt(NASTY.length())));
                case 2 -> mutated.insert(at, mutated.substring(at, at + length));
                case 3 -> mutated.setLength(random.nextInt(20) == 0 ? at : mutated.length());
                default -> {
                    if (at < mutated.length()) {
                        mutated.setCharAt(at, NASTY.charAt(random.nextInt(NASTY.length())));
                    }
                }
            }
        }
        return mutated.toString();
    }
}
