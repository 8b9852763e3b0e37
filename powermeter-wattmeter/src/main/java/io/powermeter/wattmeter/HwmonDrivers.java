package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the sensors of the drivers that say it measure, and what is part of what. */
final class HwmonDrivers {
    private static final String ACPI = "acpi";
    private static final String AMDGPU = "amdgpu";
    private static final String AMD_ENERGY = "amd_energy";

    /** Drivers whose sensors other modules read (boards), and batteries, which say nothing while they charge. */
    private static final Set<String> OTHERS = Set.of("ina3221", "ina238");

    /** What an ACPI meter of NVIDIA's Grace is about: {@code Module Power Socket 0} and so on. */
    private static final Pattern GRACE = Pattern.compile("(Module|Grace|CPU|SysIO) Power Socket ([0-9]{1,3})");

    private static final Pattern SOCKET = Pattern.compile("Esocket([0-9]{1,3})");

    /** MI300A: a processor and a graphics chip in one socket, without the marks of other such chips. */
    private static final Set<String> SOCKETED = Set.of("0x74a0");

    private final Host host;
    private final List<HwmonChip> chips;
    private final Optional<String> wall;
    private final Map<String, List<HwmonSensor>> sensors = new LinkedHashMap<>();
    private final Map<String, List<String>> notes = new HashMap<>();
    private final Map<String, Long> averagedMillis = new HashMap<>();

    /** Looks at chips; {@code wall} is the channel of the named meter that sees all of the machine. */
    HwmonDrivers(Host host, List<HwmonChip> chips, Optional<String> wall) {
        this.host = host;
        this.chips = chips;
        this.wall = wall;
    }

    static boolean knows(HwmonChip chip) {
        return isAcpi(chip)
                || isIntel(chip)
                || chip.driver().equals(AMDGPU)
                || chip.driver().equals(AMD_ENERGY);
    }

    /** Returns whether a chip is no affair of this module's. */
    static boolean isOthers(HwmonChip chip) {
        return OTHERS.contains(chip.driver()) || chip.driver().matches("BAT.*|ucsi_source_psy.*");
    }

    private static boolean isAcpi(HwmonChip chip) {
        return chip.driver().equals("power_meter") || chip.driver().startsWith("power_meter-acpi");
    }

    private static boolean isIntel(HwmonChip chip) {
        return chip.driver().matches("xe|i915(_gt[0-9]+)?");
    }

    /** Returns the sensors by the last part of the sampler's name. */
    Map<String, List<HwmonSensor>> sensors() {
        acpi(chips.stream().filter(HwmonDrivers::isAcpi).toList());
        amdgpu(driver(AMDGPU));
        intel("xe");
        intel("i915");
        driver(AMD_ENERGY).forEach(this::amdEnergy);
        return sensors;
    }

    List<String> notes(String driver) {
        return notes.getOrDefault(driver, List.of());
    }

    /** Returns how often a driver's sensors have something new to say. */
    Duration period(String driver) {
        if (driver.equals(ACPI)) {
            return Duration.ofMillis(averagedMillis.getOrDefault(ACPI, 1000L));
        }
        return Duration.ofMillis(driver.equals(AMDGPU) ? 100 : 10);
    }

    private List<HwmonChip> driver(String name) {
        return chips.stream().filter(chip -> chip.driver().equals(name)).toList();
    }

    private void add(String driver, Channel channel, String file, HwmonSensor.Range range) {
        sensors.computeIfAbsent(driver, d -> new ArrayList<>()).add(new HwmonSensor(host, channel, file, range, null));
    }

    private void note(String driver, String sentence) {
        notes.computeIfAbsent(driver, d -> new ArrayList<>()).add(sentence);
    }

    private static Channel channel(String driver, String thing, Component component, Quantity quantity) {
        return Channel.of("hwmon-" + driver + "/" + thing, component, quantity, Origin.MEASURED);
    }

    /**
     * Meters that a board's firmware describes (<a href="https://docs.kernel.org/hwmon/acpi_power_meter.html">driver</a>):
     * what a server draws, or one part of an NVIDIA Grace.
     */
    private void acpi(List<HwmonChip> meters) {
        int walls = 0;
        for (HwmonChip chip : meters) {
            String file = chip.file("power1").orElse("");
            Matcher grace =
                    GRACE.matcher(host.text(chip.folder() + "/power1_oem_info").orElse(""));
            if (file.isEmpty()) {
                continue;
            }
            averaged(chip);
            if (grace.matches()) {
                grace(String.valueOf(grace.group(1)), String.valueOf(grace.group(2)), file, meters);
                continue;
            }
            Channel power =
                    channel(ACPI, walls == 0 ? "power" : "power-" + (walls + 1), Component.WALL, Quantity.POWER);
            Channel placed = wall.map(power::partOf).orElse(power);
            // more than one such meter of a machine: power supplies or nodes; nothing says that they overlap
            add(ACPI, placed, file, HwmonSensor.Range.POSITIVE);
            walls++;
        }
    }

    private void averaged(HwmonChip chip) {
        host.text(chip.folder() + "/power1_average_interval")
                .filter(text -> text.matches("[1-9][0-9]{0,6}"))
                .map(Long::parseLong)
                .ifPresent(millis -> averagedMillis.merge(ACPI, Math.max(10, millis), Math::min));
    }

    /**
     * The module holds Grace, and Grace its cores and its system part. On a Grace Hopper the module holds the graphics chip
     * too, which another sampler reads: there, Grace is what counts, unless NVML tells the module as well.
     */
    private void grace(String part, String socket, String file, List<HwmonChip> meters) {
        boolean graphics = host.exists("/proc/driver/nvidia/gpus") || host.exists("/sys/module/nvidia");
        if (part.equals("Module") && graphics && told("Grace", socket, meters)) {
            note(
                    ACPI,
                    "The meter of module " + socket + " is left out: it holds the graphics chip, which is measured by"
                            + " itself.");
            return;
        }
        String id = part.toLowerCase(Locale.ROOT) + "-" + socket;
        Component component = switch (part) {
            case "Module" -> Component.BOARD;
            case "Grace" -> Component.CPU;
            case "CPU" -> Component.CORE;
            default -> Component.UNCORE;
        };
        Channel channel = channel(ACPI, id, component, Quantity.POWER);
        String whole = holder(part, socket, graphics, meters);
        add(ACPI, whole == null ? channel : channel.partOf(whole), file, HwmonSensor.Range.POSITIVE);
    }

    private @Nullable String holder(String part, String socket, boolean graphics, List<HwmonChip> meters) {
        boolean inGrace = part.equals("CPU") || part.equals("SysIO");
        if (inGrace && told("Grace", socket, meters)) {
            return "hwmon-" + ACPI + "/grace-" + socket;
        }
        if (part.equals("Module")) {
            return null;
        }
        if (graphics) {
            return "nvml/gpu-" + socket + "/module";
        }
        return told("Module", socket, meters) ? "hwmon-" + ACPI + "/module-" + socket : null;
    }

    private boolean told(String part, String socket, List<HwmonChip> meters) {
        return meters.stream()
                .anyMatch(chip -> host.text(chip.folder() + "/power1_oem_info")
                        .orElse("")
                        .equals(part + " Power Socket " + socket));
    }

    /**
     * AMD graphics (<a href="https://docs.kernel.org/gpu/amdgpu/thermal.html">driver</a>): of a card, the card's power; of a
     * processor with graphics, the whole socket's, which RAPL tells too.
     */
    private void amdgpu(List<HwmonChip> cards) {
        for (int i = 0; i < cards.size(); i++) {
            HwmonChip chip = cards.get(i);
            String file = amdgpuFile(chip);
            if (file.isEmpty()) {
                continue;
            }
            Channel gpu = channel(AMDGPU, "gpu-" + i, Component.GPU, Quantity.POWER);
            boolean socket = isSocket(chip);
            if (socket) {
                note(AMDGPU, gpu.id() + " is the power of the whole processor that holds the graphics.");
            }
            add(AMDGPU, socket ? gpu.partOf("rapl/package-0") : gpu, file, HwmonSensor.Range.NOT_NEGATIVE);
        }
    }

    /** Some kernels show an average for chips that do not keep one: reading it fails, while the other file tells the power. */
    private String amdgpuFile(HwmonChip chip) {
        String input = chip.folder() + "/power1_input";
        String usual = chip.file("power1").orElse("");
        return host.text(usual).isEmpty() && host.text(input).isPresent() ? input : usual;
    }

    /**
     * The driver shows a voltage of the northbridge for processors with graphics only, and for them neither a fan, a clock of
     * the memory, nor (but for one) a limit of power
     * (<a href="https://github.com/torvalds/linux/blob/master/drivers/gpu/drm/amd/pm/amdgpu_pm.c">amdgpu_pm.c</a>).
     */
    private boolean isSocket(HwmonChip chip) {
        boolean northbridge = host.text(chip.folder() + "/in1_label").orElse("").equals("vddnb");
        String device = host.text(chip.path() + "/device/device").orElse("");
        boolean card = chip.has("power1_cap") || chip.has("fan1_input") || chip.has("freq2_input");
        return northbridge || SOCKETED.contains(device) || !card;
    }

    /**
     * Intel graphics: both drivers make a chip of hwmon for cards only. {@code xe} counts the card and the package on it,
     * {@code i915} the card; the tiles of a card, {@code i915_gtN}, are left out
     * (<a href="https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-driver-intel-xe-hwmon">xe</a>,
     * <a href="https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-driver-intel-i915-hwmon">i915</a>).
     */
    private void intel(String driver) {
        List<HwmonChip> cards = driver(driver);
        for (int i = 0; i < cards.size(); i++) {
            HwmonChip chip = cards.get(i);
            String card = "";
            for (String sensor : chip.sensors()) {
                if (!sensor.startsWith("energy")) {
                    continue;
                }
                String label = host.text(chip.folder() + "/" + sensor + "_label")
                        .orElse(sensor)
                        .replaceAll("[^A-Za-z0-9_.-]", "_");
                String thing = card.isEmpty() ? "gpu-" + i : "gpu-" + i + "/" + (label.isEmpty() ? sensor : label);
                Channel energy = channel(driver, thing, Component.GPU, Quantity.ENERGY);
                Channel placed = card.isEmpty() ? energy : energy.partOf(card);
                card = card.isEmpty() ? energy.id() : card;
                add(driver, placed, chip.file(sensor).orElse(""), HwmonSensor.Range.NOT_NEGATIVE);
            }
        }
    }

    /** The counters of AMD's processors in kernels before 5.13: the sockets; RAPL tells the same. */
    private void amdEnergy(HwmonChip chip) {
        for (String sensor : chip.sensors()) {
            Matcher socket = SOCKET.matcher(
                    host.text(chip.folder() + "/" + sensor + "_label").orElse(""));
            if (socket.matches() && sensor.startsWith("energy")) {
                String number = String.valueOf(Integer.parseInt(socket.group(1)));
                Channel energy = channel(AMD_ENERGY, "package-" + number, Component.CPU, Quantity.ENERGY);
                add(
                        AMD_ENERGY,
                        energy.partOf("rapl/package-" + number),
                        chip.file(sensor).orElse(""),
                        HwmonSensor.Range.NOT_NEGATIVE);
            }
        }
    }
}
