package io.powermeter.summary;

import io.powermeter.measurement.Component;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a reader must know before believing the numbers. */
final class Doubts {
    /** Below this coverage a reader is warned. */
    private static final double GOOD_COVERAGE = 0.99;

    /** A counter that stands still for longer than this and {@link #STILL_PERIODS} periods while the job works is odd. */
    private static final long STILL_NANOS = 5_000_000_000L;

    private static final int STILL_PERIODS = 10;

    /** Sensors inside a machine cannot tell more than its wattmeter, but for their errors. */
    private static final double MOST_OF_WALL = 1.05;

    /** An idle floor that changes by more than this share is told. */
    private static final double MOST_DRIFT = 0.1;

    /** The job works when it uses more than this share of one core. */
    private static final double WORKING_SHARE = 0.1;

    private final Summary summary;
    private final Recording recording;
    private final List<String> sentences = new ArrayList<>();

    Doubts(Summary summary, @Nullable UsageCurves use, List<String> totals) {
        this.summary = summary;
        this.recording = summary.recording();
        ending();
        sources();
        sentences.addAll(totals);
        wall();
        calibration();
        shares();
        idle();
        sentences.addAll(CrossCheck.disagreements(summary.energyChannels()));
        gaps();
        counters(use);
        told();
        sentences.addAll(recording.damages());
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    private void ending() {
        if (recording.endedEarly()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The recording ended early: the meter was killed, could not go on writing, or still runs; what is here was read up to %.1f s.",
                    recording.lastNanos() / 1e9));
            return;
        }
        RunInfo.End end = recording.info().end();
        if (end != null && end.badEventLines() > 0) {
            sentences.add(end.badEventLines() + " lines of the job's event file were not understood and left out.");
        }
        if (end != null && end.missedTicks() > 0) {
            sentences.add(
                    end.missedTicks() + " readings came too late and were left out; counters lose nothing by it.");
        }
    }

    private void sources() {
        if (summary.countedChannels().isEmpty()) {
            sentences.add("Nothing told the energy of this run.");
            return;
        }
        double coverage = summary.energy().coverage();
        if (coverage < GOOD_COVERAGE) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The energy is known for %.1f %% of the time only; the rest is missing from the total, not guessed.",
                    100 * coverage));
        }
    }

    private void wall() {
        if (summary.besideWallShare() > MOST_OF_WALL) {
            double wall = summary.energy().joules();
            sentences.add(String.format(
                    Locale.ROOT,
                    "The wattmeter told %.1f J and the machine's own sensors %.1f J: it does not feed the whole machine,"
                            + " or one of them is wrong.",
                    wall,
                    wall * summary.besideWallShare()));
        }
    }

    private void calibration() {
        summary.calibration()
                .filter(calibration -> summary.besideWallChannels().isEmpty() && !summary.fits(calibration))
                .ifPresent(calibration -> sentences.add("This machine's calibration is of other sensors ("
                        + String.join(", ", calibration.channels())
                        + ") and was not used: calibrate again."));
    }

    /** What a device drew for nobody knows whom is in the rest; that the job may well be to blame must be said. */
    private void shares() {
        Window window = summary.window();
        for (EnergyChannel channel : summary.energyChannels()) {
            if (channel.channel().component() != Component.GPU || isInsideGpu(channel)) {
                continue;
            }
            String id = channel.channel().id();
            double joules = channel.joules().increase(window.fromNanos(), window.toNanos());
            Curve share = summary.deviceShares().get(id);
            double known = share == null ? 0 : share.coverage(window.fromNanos(), window.toNanos());
            if (joules > 0 && known < GOOD_COVERAGE) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "Who used %s is known for %.0f %% of the time; what it drew otherwise (%.1f J in all) is"
                                + " nobody's here.",
                        id,
                        100 * known,
                        joules));
            }
        }
    }

    /** The net energy is a difference: it cannot be known better than the floor that is taken away. */
    private void idle() {
        Idle idle = summary.job().idle();
        if (idle == null || !Double.isFinite(idle.driftWatts())) {
            return;
        }
        double watts = Math.abs(idle.driftWatts());
        double joules = watts * summary.window().seconds();
        if (watts > MOST_DRIFT * idle.watts() || joules > Math.abs(summary.netJoules())) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The idle machine drew %.2f W before the job and %.2f W after it: over the job that is %.1f J, and the"
                            + " net energy is not known better.",
                    idle.beforeWatts(),
                    idle.afterWatts(),
                    joules));
        }
    }

    private boolean isInsideGpu(EnergyChannel channel) {
        return summary.energyChannels().stream()
                .map(EnergyChannel::channel)
                .anyMatch(whole -> whole.component() == Component.GPU
                        && whole.id().equals(channel.channel().partOf()));
    }

    private void gaps() {
        Map<String, List<Mark.Gap>> byChannel = new LinkedHashMap<>();
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Gap gap) {
                byChannel
                        .computeIfAbsent(gap.channel(), id -> new ArrayList<>())
                        .add(gap);
            }
        }
        byChannel.forEach((id, gaps) -> {
            double seconds = gaps.stream()
                    .mapToDouble(gap -> (gap.elapsedNanos() - gap.fromNanos()) / 1e9)
                    .sum();
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s: %d gap%s, %.1f s together (%s).",
                    id,
                    gaps.size(),
                    gaps.size() == 1 ? "" : "s",
                    seconds,
                    gaps.get(0).reason()));
        });
    }

    private void counters(@Nullable UsageCurves use) {
        Window window = summary.window();
        boolean working = use != null && use.jobCpu().rate(window.fromNanos(), window.toNanos()) > WORKING_SHARE;
        for (EnergyChannel channel : summary.energyChannels()) {
            String id = channel.channel().id();
            if (channel.joules().points() == 0) {
                sentences.add(id + " could never be read.");
            } else if (!summary.countedChannels().contains(channel)) {
                continue; // parts may well rest: the graphics inside a server's package do
            } else if (Totals.isDead(channel)) {
                sentences.add(id + " never moved: it is not believed, and its time counts as not covered.");
            } else if (working) {
                long still = channel.joules().longestStandstill(window.fromNanos(), window.toNanos());
                if (still > Math.max(STILL_NANOS, STILL_PERIODS * channel.periodNanos())) {
                    sentences.add(String.format(
                            Locale.ROOT, "%s stood still for %.1f s while the job worked.", id, still / 1e9));
                }
            }
        }
    }

    private void told() {
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Warning warning) {
                sentences.add(warning.text());
            }
        }
        if (!recording.endedEarly()) {
            summary.phaseSpans().stream()
                    .filter(span -> !span.ended())
                    .map(PhaseSpan::name)
                    .distinct()
                    .forEach(name -> sentences.add(
                            "The phase \"" + name + "\" was never ended; it was taken to last to the end."));
        }
    }
}
