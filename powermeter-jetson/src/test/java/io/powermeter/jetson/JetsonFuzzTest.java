package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the files hold: nothing is thrown, every value is what some files say, and what is not counted is inside something. */
class JetsonFuzzTest {
    private static final int MACHINES = 1_000;
    private static final int MUTATIONS_EACH = 10;
    private static final String OLD = "/sys/bus/i2c/drivers/ina3221x/0-0041/iio:device0/";
    private static final String NEW = "/sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon1/";
    private static final String INPUT = "/sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon3/";

    private static final List<String> LABELS = List.of(
            "VDD_IN", "POM_5V_IN", "5V_IN", "VIN", "VIN_SYS_5V0", "VDDQ_VDD2_1V8AO", "VDD_CPU_GPU_CV", "VDD_MUX", "NC");

    private static final List<String> NASTY = List.of(
            "<EMPTY>",
            "<EIO>",
            "<EACCES>",
            "<ENODATA>",
            "0",
            "-0",
            "-1",
            "+5",
            "1e9",
            "0x10",
            "1 2",
            " 3",
            "NaN",
            "7 ma");

    private static final List<String> MODELS = List.of(
            "NVIDIA Jetson AGX Orin Developer Kit",
            "NVIDIA Jetson AGX Thor",
            "Jetson-AGX",
            "quill",
            "<EMPTY>",
            "<EIO>");

    /** What a file of a number may say, by the letter: up to 18 digits with blanks behind them. */
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,18})[\\x00- ]*");

    @TempDir
    Path root;

    private final Random random = new Random(20261122);
    private final Map<String, String> contents = new HashMap<>();

    @Test
    void detectAndSample_randomContents_neitherThrowNorInvent() {
        FakeHost host = FakeHost.empty(root);
        int found = 0;
        int read = 0;
        for (int machine = 0; machine < MACHINES; machine++) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                change(host);
            }
            if (new JetsonProvider().detect(host) instanceof Detection.Found some) {
                found++;
                try (Sampler sampler = some.samplers().get(0)) {
                    read += check(sampler);
                }
            }
        }
        assertThat(found).as("machines with something to measure").isBetween(MACHINES / 4, MACHINES);
        assertThat(read).as("values read").isGreaterThan(found / 2);
    }

    private void change(FakeHost host) {
        int input = random.nextInt(4);
        switch (random.nextInt(10)) {
            case 0 -> put(host, "/proc/device-tree/model", MODELS.get(random.nextInt(MODELS.size())));
            case 1 -> put(host, OLD + "rail_name_" + input, label());
            case 2 -> put(host, NEW + "in" + input + "_label", label());
            case 3 -> put(host, NEW + "in" + input + "_enable", random.nextInt(3) == 0 ? number() : "1");
            case 4 -> put(host, OLD + "in_power" + input + "_input", number());
            case 5, 6 -> put(host, NEW + "in" + input + "_input", number());
            case 7, 8 -> put(host, NEW + "curr" + input + "_input", number());
            default -> put(host, random.nextBoolean() ? INPUT + "power1_input" : NEW + "update_interval", number());
        }
    }

    private void put(FakeHost host, String file, String content) {
        // a file that is cut and written anew is flushed by ext4, which takes a thousand times longer than a new one
        host.remove(file);
        contents.remove(file);
        if (random.nextInt(20) > 0) {
            host.put(file, content);
            contents.put(file, content);
        }
    }

    private String label() {
        return random.nextInt(6) == 0 ? garbage() : LABELS.get(random.nextInt(LABELS.size()));
    }

    private String number() {
        return switch (random.nextInt(8)) {
            case 0 -> garbage();
            case 1, 2 -> NASTY.get(random.nextInt(NASTY.size()));
            case 3 -> "9".repeat(17 + random.nextInt(4));
            default -> Integer.toString(random.nextInt(70_000) - 2000);
        };
    }

    private String garbage() {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(100); length > 0; length--) {
            text.append((char) (1 + random.nextInt(0x2ff)));
        }
        return text.toString();
    }

    /** Holds what was read against all that the files could mean, and returns how many values there were. */
    private int check(Sampler sampler) {
        Set<Double> possible = possibleWatts();
        Set<String> ids = new HashSet<>();
        sampler.channels().forEach(channel -> ids.add(channel.id()));
        assertThat(ids).as("each id once").hasSameSizeAs(sampler.channels());
        assertThat(sampler.shortestPeriod()).isPositive();
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        int read = 0;
        boolean anyRoot = false;
        for (int i = 0; i < reading.size(); i++) {
            String whole = sampler.channels().get(i).partOf();
            anyRoot |= whole == null;
            assertThat(whole == null || ids.contains(whole)).as(whole).isTrue();
            if (reading.has(i)) {
                assertThat(possible).contains(reading.get(i));
                read++;
            }
        }
        assertThat(anyRoot).as("something is counted").isTrue();
        return read;
    }

    private Set<Double> possibleWatts() {
        Set<Double> watts = new HashSet<>();
        watts.add(number(INPUT + "power1_input") / 1e6);
        for (int input = 0; input < 4; input++) {
            watts.add(number(OLD + "in_power" + input + "_input") / 1e3);
            watts.add(number(NEW + "in" + input + "_input") * number(NEW + "curr" + input + "_input") / 1e6);
        }
        return watts;
    }

    private double number(String file) {
        Matcher number = NUMBER.matcher(contents.getOrDefault(file, ""));
        return number.matches() ? Long.parseLong(number.group(1)) : Double.NaN;
    }
}
