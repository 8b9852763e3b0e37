package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the files hold: nothing is thrown, nothing is invented, and nothing that can be read is lost. */
class RaplFuzzTest {
    private static final int MACHINES = 2000;
    private static final String POWERCAP = "/sys/class/powercap";
    private static final List<String> ZONES =
            List.of("intel-rapl:0", "intel-rapl:0:0", "intel-rapl:1", "intel-rapl-mmio:0");
    private static final List<String> NAMES =
            List.of("package-0", "package-1", "package-0-die-1", "core", "uncore", "dram", "psys", "psys-1", "<EMPTY>");
    private static final List<String> NASTY = List.of(
            "<EMPTY>",
            "<EIO>",
            "<EACCES>",
            "0",
            "-0",
            "-1",
            "007",
            "+5",
            "1e9",
            "0x10",
            "1 2",
            " 3",
            "NaN",
            "12\u00e9",
            "5\t ");

    /** What a counter file may say, by the letter: a number of up to 18 digits with blanks behind it. */
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,18})[\\x00- ]*");

    @TempDir
    Path root;

    @Test
    void detectAndSample_randomContents_neitherThrowNorInvent() {
        Random random = new Random(20261122);
        FakeHost host = FakeHost.empty(root);
        Map<String, String> contents = new HashMap<>();
        int found = 0;
        int read = 0;
        for (int machine = 0; machine < MACHINES; machine++) {
            for (String zone : ZONES) {
                change(host, contents, random, zone);
            }
            if (Machine.detect(host) instanceof Detection.Found some) {
                found++;
                try (Sampler sampler = some.samplers().get(0)) {
                    read += check(host, sampler, contents);
                }
            }
        }
        assertThat(found).as("machines with something to measure").isBetween(MACHINES / 4, MACHINES);
        assertThat(read).as("values read").isGreaterThan(found / 2);
    }

    private static void change(FakeHost host, Map<String, String> contents, Random random, String zone) {
        String directory = POWERCAP + "/" + zone;
        String file = directory
                + switch (random.nextInt(4)) {
                    case 0 -> "/name";
                    case 1 -> "/max_energy_range_uj";
                    default -> "/energy_uj";
                };
        String content = file.endsWith("name") ? name(random) : number(random);
        // a file that is cut and written anew is flushed by ext4, which takes a thousand times longer than a new one
        host.remove(file).put(file, content);
        contents.put(file, content);
    }

    private static String name(Random random) {
        return random.nextInt(8) == 0 ? garbage(random) : NAMES.get(random.nextInt(NAMES.size()));
    }

    private static String number(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> garbage(random);
            case 1 -> NASTY.get(random.nextInt(NASTY.size()));
            case 2 -> "9".repeat(17 + random.nextInt(6));
            default ->
                Long.toString(Math.abs(random.nextLong()) >>> (1 + random.nextInt(50)))
                                .substring(0, 1)
                        + random.nextInt(1_000_000_000);
        };
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(20); length > 0; length--) {
            text.append((char) (1 + random.nextInt(0x2ff)));
        }
        return text.toString();
    }

    /** Holds each channel against the text of its file, and returns how many could be read. */
    private static int check(FakeHost host, Sampler sampler, Map<String, String> contents) {
        double[] joules = Machine.read(sampler);
        Map<String, Zone> zones = new HashMap<>();
        ZoneMeanings.of(ZoneTree.walk(host, POWERCAP), Processor.UNKNOWN)
                .channels()
                .forEach((zone, channel) -> zones.put(channel.id(), zone));
        int read = 0;
        for (int i = 0; i < joules.length; i++) {
            Channel channel = sampler.channels().get(i);
            Zone zone = zones.get(channel.id());
            String text = contents.get(zone.energyFile());
            long range = microjoules(contents.get(zone.directory() + "/max_energy_range_uj"));
            long value = microjoules(text);
            Double expected = value < 0 || range > 0 && value > range ? Double.NaN : value / 1e6;
            assertThat(joules[i])
                    .as("%s from \"%s\" of at most %d", channel.id(), text, range)
                    .isEqualTo(expected);
            read += Double.isNaN(joules[i]) ? 0 : 1;
        }
        return read;
    }

    private static long microjoules(String content) {
        Matcher number = NUMBER.matcher(content == null ? "" : content);
        return number.matches() ? Long.parseLong(number.group(1)) : -1;
    }
}
