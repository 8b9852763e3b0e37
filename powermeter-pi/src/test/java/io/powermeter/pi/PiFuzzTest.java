package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the firmware and the files say: nothing is thrown, and no value is given that is not current times voltage. */
class PiFuzzTest {
    private static final int ANSWERS = 10_000;
    private static final int MACHINES = 2_000;
    private static final int MUTATIONS_EACH = 5;
    private static final Offset<Double> EXACT = within(1e-9);

    private static final List<String> CPU_INFO = List.of(
            "CPU architecture: 8\nRevision\t: c03112",
            "CPU architecture: 7\nHardware\t: BCM2835\nRevision\t: a02082\nModel\t\t: Raspberry Pi 3 Model B Rev 1.2",
            "Revision\t: 000e",
            "Revision\t: ffffffff");

    private static final List<String> MODELS = List.of(
            "Raspberry Pi 4 Model B Rev 1.2", "Raspberry Pi Zero W Rev 1.1", "ASUS Tinker Board (S)", "", "x86");

    private static final String STAT = "cpu  100 0 50 1000 7 0 3 0 0 0\ncpu0 100 0 50 1000 7 0 3 0 0 0";

    @TempDir
    Path root;

    private final Random random = new Random(20261122);

    @Test
    void sample_mutatedAnswers_neitherThrowNorInvent() {
        Scripted firmware = new Scripted();
        PmicSampler sampler = new PmicSampler(PmicSampler.FITTED_RAILS, firmware, ThrottleWatch.blind("a test"));
        Reading reading = new Reading(sampler.channels().size());
        int read = 0;
        int sums = 0;
        for (int i = 0; i < ANSWERS; i++) {
            String text = mutated(Machine.railsText());
            firmware.answer(text, 0, i);
            reading.clear();
            sampler.sample(reading);
            Map<String, List<Double>> said = numbers(text);
            double sum = 0;
            for (int rail = 2; rail < reading.size(); rail++) {
                sum += reading.get(rail);
                if (reading.has(rail)) {
                    read++;
                    String id = sampler.channels().get(rail).id();
                    String name = id.substring(id.lastIndexOf('/') + 1);
                    if (!isProduct(reading.get(rail), said, name)) {
                        fail("%s is %s W of%n%s", name, reading.get(rail), text);
                    }
                }
            }
            assertThat(reading.has(0)).isEqualTo(reading.has(1)).isEqualTo(!Double.isNaN(sum));
            if (reading.has(1)) {
                sums++;
                assertThat(reading.get(1)).isEqualTo(sum, EXACT);
            }
        }
        assertThat(read).as("values read").isGreaterThan(5 * ANSWERS);
        assertThat(sums).as("complete answers").isBetween(ANSWERS / 100, ANSWERS);
    }

    @Test
    void check_mutatedFlags_neverThrow() {
        Scripted firmware = new Scripted();
        Reading reading = new Reading(1);
        int warnings = 0;
        for (int i = 0; i < ANSWERS; i++) {
            String text = mutated("throttled=0x50005");
            firmware.answer(text, 0, i);
            reading.clear();
            new ThrottleWatch(firmware, () -> 0, 0, List.of()).check(reading);
            if (reading.warning() != null) {
                warnings++;
                assertThat(text.strip()).matches("throttled=0x[0-9a-fA-F]{1,7}");
            }
        }
        assertThat(warnings).isBetween(ANSWERS / 100, ANSWERS);
    }

    @Test
    void detectAndSample_mutatedFiles_neitherThrowNorInvent() {
        FakeHost host = FakeHost.empty(root);
        int found = 0;
        for (int machine = 0; machine < MACHINES; machine++) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                change(host);
            }
            Detection detection = new PiProvider().detect(host);
            if (detection instanceof Detection.Found some) {
                found++;
                LoadSampler sampler = (LoadSampler) some.samplers().get(0);
                Reading reading = new Reading(1);
                assertThatCode(() -> sampler.sample(reading)).doesNotThrowAnyException();
                assertThat(reading.get(0)).as("a first reading is 0 or missing").isIn(0.0, Double.NaN);
                sampler.close();
            } else {
                assertThat(((Detection.Absent) detection).reason()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(found).as("boards with a model").isBetween(MACHINES / 20, MACHINES);
    }

    private void change(FakeHost host) {
        switch (random.nextInt(3)) {
            case 0 -> put(host, "/proc/device-tree/model", MODELS.get(random.nextInt(MODELS.size())));
            case 1 -> put(host, "/proc/cpuinfo", CPU_INFO.get(random.nextInt(CPU_INFO.size())));
            default -> put(host, "/proc/stat", STAT);
        }
    }

    private void put(FakeHost host, String file, String content) {
        host.remove(file);
        if (random.nextInt(10) > 0) {
            host.put(file, random.nextInt(3) == 0 ? mutated(content) : content);
        }
    }

    private String mutated(String text) {
        String mutated = text;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            mutated = random.nextBoolean() ? withOtherLines(mutated) : withOtherLetters(mutated);
        }
        return mutated;
    }

    private String withOtherLines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return "error=1";
        }
        int line = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(lines.get(line));
            case 2 -> Collections.shuffle(lines, random);
            default -> lines.set(line, lines.get(line) + lines.get(random.nextInt(lines.size())));
        }
        return String.join("\n", lines);
    }

    private String withOtherLetters(String text) {
        int at = random.nextInt(text.length() + 1);
        String head = text.substring(0, at);
        String tail = text.substring(at);
        String letter = random.nextBoolean()
                ? String.valueOf("0123456789.-eAV()=_ \n".charAt(random.nextInt(21)))
                : String.valueOf((char) (1 + random.nextInt(0x2ff)));
        return switch (random.nextInt(6)) {
            case 0 -> head;
            case 1 -> tail;
            case 2, 3 -> head + letter + tail;
            default -> head + (tail.isEmpty() ? "" : tail.substring(1));
        };
    }

    /** Returns whether a power is some number behind a current of the rail times some behind a voltage of it. */
    private static boolean isProduct(double watts, Map<String, List<Double>> said, String rail) {
        for (double ampere : said.getOrDefault(rail + "_A", List.of())) {
            for (double volt : said.getOrDefault(rail + "_V", List.of())) {
                if (Math.abs(ampere * volt - watts) < 1e-9) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns what stands behind the equals sign of each line, if it is a number and a unit, by the line's first word. */
    private static Map<String, List<Double>> numbers(String text) {
        Map<String, List<Double>> numbers = new HashMap<>();
        for (String line : text.split("\n")) {
            String name = line.strip().split("\\s", 2)[0];
            String value = line.strip().substring(line.strip().lastIndexOf('=') + 1);
            if (!value.isEmpty()
                    && value.chars().limit(value.length() - 1).allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
                try {
                    double number = Double.parseDouble(value.substring(0, value.length() - 1));
                    numbers.computeIfAbsent(name, key -> new ArrayList<>()).add(number);
                } catch (NumberFormatException e) {
                    // such as 1.2.3: no number
                }
            }
        }
        return numbers;
    }
}
