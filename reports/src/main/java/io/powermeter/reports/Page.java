package io.powermeter.reports;

import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import io.powermeter.reports.EnergyTable.Quantity;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.Absence;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Idle;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What {@code report.jte} shows, as text; the template escapes it. */
final class Page {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_COMMAND = 240;
    private static final int LONGEST_TEXT = 20_000;

    /** How a run ended that has nothing more to be said of its end. */
    static final String ENDED_WELL = "Exit code 0.";

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Summary summary;
    private final RunInfo info;
    private final Knowledge known;

    Page(Summary summary) {
        this.summary = summary;
        this.info = summary.recording().info();
        this.known = new Knowledge(summary);
    }

    Knowledge known() {
        return known;
    }

    PageScripts scripts() {
        return PageScripts.REPORT;
    }

    String data() {
        return new PageData(summary).json();
    }

    // ---- the head ----

    String name() {
        return name(info.name());
    }

    Text command() {
        return Text.of(Words.oneLine(Words.command(info.command())), LONGEST_COMMAND);
    }

    Text fullName() {
        return Text.of(Words.oneLine(info.name()), LONGEST_NAME);
    }

    String when() {
        return WHEN.format(info.startedAt());
    }

    String machine() {
        return isMachineKnown()
                ? info.machine().cpu() + ", " + plural(info.machine().sockets(), "socket") + ", "
                        + Figures.bytes(info.machine().memoryBytes())
                : "unknown machine";
    }

    /** An imported run does not tell where it was measured. */
    private boolean isMachineKnown() {
        return info.machine().processors() > 0;
    }

    String ending() {
        RunInfo.End end = info.end();
        if (end == null) {
            return "Ended early: the end of the run is not recorded.";
        }
        Integer exitCode = end.exitCode();
        return exitCode == null ? "" : exitCode == 0 ? ENDED_WELL : "The job failed: exit code " + exitCode + ".";
    }

    String joules() {
        return known.energy() ? Figures.joules(summary.energy().joules()) : "not known";
    }

    String wattHours() {
        return known.energy() ? Figures.wattHours(summary.energy().joules()) : "nothing told the energy of this run";
    }

    String origin() {
        return summary.energy().origin().name();
    }

    /** Returns what the badge does not say of an estimate, empty for a measurement. */
    String originNote() {
        Total total = summary.energy();
        if (total.origin() == Origin.MEASURED) {
            return "";
        }
        String measured = total.measuredJoules() > 0
                ? Figures.percent(total.measuredJoules() / total.joules()) + " measured, the rest estimated; "
                : "";
        return measured + "the truth may lie between " + Figures.joules(total.lowJoules()) + " and "
                + Figures.joules(total.highJoules());
    }

    /** Returns the figures beside the energy. */
    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("Duration", Figures.seconds(summary.window().seconds()), "from the job's start to its end"));
        if (known.energy()) {
            tiles.add(new Tile(
                    "Mean power",
                    Figures.watts(summary.energy().meanWatts()),
                    "peak " + Figures.watts(summary.peakWatts())));
            CarbonWords carbon = new CarbonWords(summary);
            tiles.add(new Tile(
                    "CO₂e",
                    Figures.grams(
                            CarbonAccount.of(summary).emissions().operational().value()),
                    carbon.place()));
        }
        tiles.add(
                known.attribution()
                        ? new Tile(
                                "The job's share",
                                Figures.percent(summary.job().share()),
                                Figures.joules(summary.job().joules()) + " of the total")
                        : new Tile("The job's share", "unknown", "CPU use was not recorded"));
        tiles.add(new Tile("Coverage", coverage(summary.energy().coverage()), "of the time is known"));
        return tiles;
    }

    Listing<String> warnings() {
        return Listing.of(CarbonAccount.of(summary).warnings(), warning -> Words.cut(warning, 500));
    }

    int phasesNotDrawn() {
        return new PageData(summary).phasesNotDrawn();
    }

    // ---- energy, attribution, metrics ----

    EnergyTable energy() {
        return new EnergyTable(summary, known);
    }

    /** Returns what the components told beside a meter at the plug, empty if there was none or nothing beside it. */
    String besideWall() {
        Map<Component, Double> inside = summary.besideWall();
        if (inside.isEmpty() || !known.energy()) {
            return "";
        }
        String told = inside.entrySet().stream()
                .map(part -> Words.of(part.getKey()) + " " + Figures.joules(part.getValue()))
                .collect(Collectors.joining(", "));
        double share = summary.besideWallShare();
        return "Inside the machine its own sensors told " + told
                + (Double.isNaN(share)
                        ? ". The meter at the plug missed too much of the run to compare the two."
                        : ": together " + Figures.percent(share)
                                + " of what the meter at the plug told. The rest went to what"
                                + " has no sensor, and to the power supply.");
    }

    /** Returns what a meter at the plug would have told, empty if that is not known. */
    String wallEstimate() {
        return summary.wallEstimate()
                .filter(wall -> known.energy())
                .map(wall -> "A meter at the plug would have told about " + Figures.joules(wall.joules()) + " ± "
                        + Figures.joules(wall.errorJoules()) + ": ESTIMATED by this machine's calibration ("
                        + wall.calibration().text() + "), and not part of the total.")
                .orElse("");
    }

    AttributionTable attribution() {
        return new AttributionTable(summary);
    }

    boolean idleKnown() {
        return known.energy() && summary.job().idle() != null;
    }

    /** Returns the floor and the net energy in a sentence. */
    String idle() {
        Idle idle = summary.job().idle();
        if (idle == null) {
            return "";
        }
        String drift = Double.isFinite(idle.driftWatts())
                ? " (" + Figures.watts(idle.beforeWatts()) + " before the job, " + Figures.watts(idle.afterWatts())
                        + " after it: " + signed(idle.driftWatts()) + ")"
                : "";
        return "The idle floor is what the machine draws when nothing runs, " + Figures.watts(idle.watts()) + drift
                + ", over the job's duration. It is inside the total and not a further part of it: "
                + Figures.joules(summary.energy().joules()) + " gross − " + Figures.joules(idle.joules()) + " idle = "
                + Figures.joules(summary.netJoules()) + " net.";
    }

    String jobCpu() {
        String source = summary.job().cpuSource();
        return Figures.seconds(summary.job().cpuSeconds()) + " of CPU time"
                + (source.isEmpty() ? "" : " (told by " + source + ")");
    }

    String jobMemory() {
        return Figures.bytes(summary.job().memoryBytes());
    }

    Listing<Row> metrics() {
        return Listing.of(
                List.copyOf(summary.metrics().entrySet()),
                metric -> new Row(name(metric.getKey()), Figures.number(metric.getValue())));
    }

    // ---- carbon ----

    CarbonTable carbon() {
        return new CarbonTable(summary);
    }

    // ---- channels, gaps, the meter, the machine ----

    Listing<ChannelRow> channels() {
        boolean wall = summary.channels().stream()
                .anyMatch(c -> c.counted() && c.channel().component() == Component.WALL);
        return Listing.of(summary.channels(), channel -> channelRow(channel, wall));
    }

    Listing<GapRow> gaps() {
        List<Mark.Gap> gaps = new ArrayList<>();
        for (Mark mark : summary.recording().marks()) {
            if (mark instanceof Mark.Gap gap) {
                gaps.add(gap);
            }
        }
        return Listing.of(
                gaps,
                gap -> new GapRow(
                        gap.channel(),
                        sinceJob(gap.fromNanos()),
                        sinceJob(gap.elapsedNanos()),
                        seconds((gap.elapsedNanos() - gap.fromNanos()) / 1e9),
                        gap.reason()));
    }

    boolean meterKnown() {
        return Double.isFinite(summary.meter().cpuSeconds());
    }

    List<Row> meter() {
        return List.of(
                new Row("CPU time", Figures.seconds(summary.meter().cpuSeconds())),
                new Row("Share of one core", Figures.percent(summary.meter().coreShare())),
                new Row(
                        "Memory, highest",
                        meterIsInJob()
                                ? "inside the job's, not told apart"
                                : Figures.bytes(summary.meter().rssBytes())),
                new Row(
                        "Energy, ESTIMATED by CPU time and memory",
                        known.energy()
                                ? "about " + Figures.joules(summary.meter().joules())
                                : Figures.UNKNOWN));
    }

    /** Returns whether the job is the program that the meter runs in, by its Java API. */
    boolean meterIsInJob() {
        return info.command().isEmpty();
    }

    List<Row> machineRows() {
        return List.of(
                new Row("CPU", info.machine().cpu()),
                new Row(
                        "Cores",
                        isMachineKnown()
                                ? plural(info.machine().sockets(), "socket") + ", "
                                        + plural(info.machine().cores(), "core") + ", "
                                        + plural(info.machine().processors(), "logical CPU")
                                : "unknown"),
                new Row(
                        "Memory",
                        isMachineKnown() ? Figures.bytes(info.machine().memoryBytes()) : "unknown"),
                new Row("Operating system", info.machine().os()),
                new Row("Virtualization", info.machine().virtualization()),
                new Row("Java", info.machine().jvm()),
                new Row("powermeter", info.toolVersion()));
    }

    Listing<Row> settings() {
        return settings(name -> !name.startsWith(RunInfo.JOB_SETTING));
    }

    Listing<Row> jobSettings() {
        return settings(name -> name.startsWith(RunInfo.JOB_SETTING));
    }

    private Listing<Row> settings(Predicate<String> chosen) {
        return Listing.of(
                info.settings().entrySet().stream()
                        .filter(entry -> chosen.test(entry.getKey()))
                        .toList(),
                entry -> new Row(entry.getKey(), Words.cut(entry.getValue(), 200)));
    }

    Listing<SamplerRow> samplers() {
        return Listing.of(
                info.samplers(),
                sampler -> new SamplerRow(
                        sampler.name(),
                        Figures.seconds(sampler.periodNanos() / 1e9),
                        plural(sampler.channels().size(), "channel"),
                        sampler.notes()));
    }

    List<Absence> absences() {
        return summary.absences();
    }

    private ChannelRow channelRow(ChannelEnergy energy, boolean wall) {
        Channel channel = energy.channel();
        return new ChannelRow(
                channel.id(),
                Words.of(channel.component()),
                Words.of(channel.origin()),
                channel.partOf() == null ? Figures.UNKNOWN : channel.partOf(),
                EnergyTable.joules(energy.coverage() > 0, energy.joules()),
                EnergyTable.joules(energy.coverage() > 0, energy.netJoules()),
                new Quantity(coverage(energy.coverage()), energy.coverage()),
                energy.counted() ? "yes" : "no: " + whyNot(channel, wall));
    }

    private static String whyNot(Channel channel, boolean wall) {
        if (channel.tellsAgain()) {
            return "tells again what " + channel.partOf() + " tells";
        }
        if (channel.partOf() != null) {
            return "contained in " + channel.partOf();
        }
        if (channel.mirrorOf() != null) {
            return "the same counter as " + channel.mirrorOf();
        }
        return wall ? "the wall meter holds it" : "its parts were added instead";
    }

    private static Quantity seconds(double seconds) {
        return new Quantity(Figures.seconds(seconds), seconds);
    }

    private Quantity sinceJob(long nanos) {
        return seconds((nanos - summary.window().fromNanos()) / 1e9);
    }

    static String name(String name) {
        return Words.cut(Words.oneLine(name), LONGEST_NAME);
    }

    static String coverage(double coverage) {
        return coverage > 0 ? Figures.percent(coverage) : "none";
    }

    private static String signed(double watts) {
        return watts > 0 ? "+" + Figures.watts(watts) : Figures.watts(watts).replace("-", "−");
    }

    static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A figure with its name and a remark. */
    record Tile(String label, String value, String note) {}

    /** A name and a value. */
    record Row(String name, String value) {}

    /** A channel in the table of channels. */
    record ChannelRow(
            String id,
            String component,
            String origin,
            String partOf,
            Quantity joules,
            Quantity netJoules,
            Quantity coverage,
            String counted) {}

    /** A gap in the table of gaps. */
    record GapRow(String channel, Quantity from, Quantity to, Quantity length, String reason) {}

    /** A sampler with what it said of itself. */
    record SamplerRow(String name, String period, String channels, List<String> notes) {}

    /** A text, its beginning if it is long, and whether something was cut off that. */
    record Text(String full, String brief, boolean cut) {
        static Text of(String text, int length) {
            String brief = Words.cut(text, length);
            return new Text(Words.cut(text, LONGEST_TEXT), brief, !brief.equals(text));
        }
    }
}
