package io.powermeter.rapl;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the names of the zones what each counter means; an index in a path means nothing.
 *
 * <p>The names are those of the kernel's {@code intel_rapl_common.c}: {@code package-N}, {@code package-N-die-M}, {@code
 * core}, {@code uncore}, {@code dram}, {@code psys} and {@code psys-N}.
 */
final class ZoneMeanings {
    private static final Pattern PACKAGE = Pattern.compile("package-\\d{1,6}(-die-\\d{1,6})?");
    private static final Pattern PLATFORM = Pattern.compile("psys(-\\d{1,6})?");
    private static final Pattern DIE = Pattern.compile("rapl/package-\\d+-die-");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int LONGEST_QUOTE = 40;

    private final boolean coreIsAberrant;
    private final Map<Zone, Channel> channels = new LinkedHashMap<>();
    private final TreeMap<String, Zone> byId = new TreeMap<>();
    private final Map<String, String> idOfDevice = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<String> lacks = new ArrayList<>();

    private ZoneMeanings(Processor processor) {
        this.coreIsAberrant = processor == Processor.AMD;
    }

    /** Understands the zones of one tree. */
    static ZoneMeanings of(List<Zone> zones, Processor processor) {
        ZoneMeanings meanings = new ZoneMeanings(processor);
        zones.stream().filter(Zone::isOfMainControlType).forEach(meanings::add);
        zones.stream().filter(zone -> !zone.isOfMainControlType()).forEach(meanings::add);
        boolean anyNamed = !meanings.channels.isEmpty();
        zones.stream().filter(zone -> zone.name() == null).forEach(zone -> meanings.addNameless(zone, anyNamed));
        meanings.pairDies();
        meanings.putInsidePlatform();
        return meanings;
    }

    /** Returns the zones that are worth reading, with their channels. */
    Map<Zone, Channel> channels() {
        return channels;
    }

    /** Returns what was left out or is not known, in sentences. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns which zones may count but cannot be understood, in sentences: their joules are in no channel. */
    List<String> lacks() {
        return lacks;
    }

    private void add(Zone zone) {
        String name = zone.name();
        if (name == null) {
            return;
        }
        if (PACKAGE.matcher(name).matches()) {
            addRoot(zone, name, Component.CPU);
        } else if (PLATFORM.matcher(name).matches()) {
            addRoot(zone, name, Component.BOARD);
        } else if (name.equals("dram")) {
            String above = idOfDevice.get(zone.parent());
            addAs(zone, above == null ? "rapl/dram" : above + "/dram", Component.DRAM, null);
        } else if (name.equals("core") && coreIsAberrant) {
            notes.add(
                    "The core zones are left out: on AMD processors this counter covers one core domain at most and does"
                            + " not add up to the cores of the package.");
        } else if (name.equals("core")) {
            addInside(zone, name, Component.CORE);
        } else if (name.equals("uncore")) {
            addInside(zone, name, Component.UNCORE);
        } else {
            notes.add(zone.device() + " is left out: its name \"" + quote(name)
                    + "\" is not one that RAPL is known for.");
        }
    }

    private void addRoot(Zone zone, String name, Component component) {
        String id = "rapl/" + name;
        idOfDevice.put(zone.device(), id);
        addAs(zone, id, component, null);
    }

    private void addInside(Zone zone, String name, Component component) {
        String above = idOfDevice.get(zone.parent());
        if (above == null || !byId.containsKey(above)) {
            notes.add(zone.device() + " (" + name + ") is left out: no package counter stands above it.");
            return;
        }
        addAs(zone, above + "/" + name, component, above);
    }

    private void addAs(Zone zone, String id, Component component, @Nullable String partOf) {
        Zone earlier = byId.get(id);
        if (!zone.counts()) {
            notes.add(zone.device() + " (" + zone.name() + ") is left out: it has no energy_uj.");
        } else if (earlier == null) {
            put(zone, channel(zone, id, component, Origin.MEASURED, partOf));
        } else if (earlier.isOfMainControlType() && !zone.isOfMainControlType()) {
            notes.add("The zones of " + zone.controlType()
                    + " that repeat a zone of intel-rapl are left out: both show the same counter.");
        } else {
            String unique = id + "@" + zone.device();
            notes.add(zone.device() + " has the same name and place as another zone; it is shown as " + unique + ".");
            put(zone, channel(zone, unique, component, Origin.MEASURED, partOf));
        }
    }

    private void put(Zone zone, Channel channel) {
        byId.put(channel.id(), zone);
        idOfDevice.put(zone.device(), channel.id());
        channels.put(zone, channel);
    }

    /** A kernel names its zones; one without a name is a file that a host shares with a virtual machine. */
    private void addNameless(Zone zone, boolean anyNamed) {
        String fault = zone.fault();
        if (fault != null) {
            lacks.add(zone.device() + " is left out. " + fault);
        } else if (zone.counts() && anyNamed) {
            notes.add(zone.device() + " is left out: it has no name.");
        } else if (zone.counts() && zone.isTopLevel() && zone.isOfMainControlType()) {
            addShare(zone);
        }
    }

    private void addShare(Zone zone) {
        String index = zone.device().substring(zone.device().indexOf(':') + 1);
        put(zone, channel(zone, "rapl/vm-" + index, Component.BOARD, Origin.ESTIMATED, null));
        notes.add("rapl/vm-" + index
                + " is an estimate: the host divides its own counter among its virtual machines by their"
                + " share of CPU time. The qemu exporter of scaphandre adds microwatts once in about 5 s as if they were"
                + " microjoules, so expect about a fifth of the true energy.");
    }

    private Channel channel(Zone zone, String id, Component component, Origin origin, @Nullable String partOf) {
        Double wrapsAt = null;
        if (zone.rangeMicrojoules() > 0) {
            wrapsAt = zone.rangeMicrojoules() / Counter.MICROJOULES_PER_JOULE;
        } else {
            notes.add(
                    id + " has no usable max_energy_range_uj, so a wrap-around of its counter will look like a fault.");
        }
        return new Channel(id, component, Quantity.ENERGY, origin, partOf, wrapsAt, null);
    }

    /**
     * Says of each die that it may be the first die of its package under another name.
     *
     * <p>Some parts count each die, others show the whole package's counter at every die: only readings tell.
     */
    private void pairDies() {
        channels.replaceAll((zone, channel) -> {
            Matcher die = DIE.matcher(channel.id());
            String first =
                    die.lookingAt() && channel.component() == Component.CPU ? byId.ceilingKey(die.group()) : null;
            return first == null || first.equals(channel.id()) ? channel : channel.mirrorOf(first);
        });
    }

    /** psys covers its package and that package's memory; {@code psys-N} is the one of package N. */
    private void putInsidePlatform() {
        channels.replaceAll((zone, channel) -> {
            boolean inside = channel.component() == Component.CPU || channel.component() == Component.DRAM;
            String platform = inside ? platformOf(channel.id()) : null;
            return platform == null ? channel : channel.partOf(platform);
        });
    }

    private @Nullable String platformOf(String id) {
        Matcher number = NUMBER.matcher(id);
        String own = number.find() ? "rapl/psys-" + number.group() : "";
        if (byId.containsKey(own)) {
            return own;
        }
        return byId.containsKey("rapl/psys") ? "rapl/psys" : null;
    }

    private static String quote(String name) {
        String oneLine = name.replaceAll("[^ -~]", "?");
        return oneLine.length() <= LONGEST_QUOTE ? oneLine : oneLine.substring(0, LONGEST_QUOTE) + "...";
    }
}
