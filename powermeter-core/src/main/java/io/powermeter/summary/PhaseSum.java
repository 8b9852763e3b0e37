package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The stretches of one phase while they are added up. */
final class PhaseSum {
    private final String name;
    private final int depth;
    private final List<EnergyChannel> counted;
    private final List<Resolution> resolutions;
    private final double[] joules;
    private final double[] lateJoules;
    private final double[] betweenJoules;
    private int count;
    private double seconds;
    private double cpuSeconds;
    private double cpuDoubt;
    private double samples = Double.NaN;
    private double jobJoules;
    private double idleJoules;
    private double coveredSeconds;

    PhaseSum(String name, int depth, List<EnergyChannel> counted, List<Resolution> resolutions) {
        this.name = name;
        this.depth = depth;
        this.counted = counted;
        this.resolutions = resolutions;
        this.joules = new double[counted.size()];
        this.lateJoules = new double[counted.size()];
        this.betweenJoules = new double[counted.size()];
    }

    void add(Window stretch, double jobs, double idle) {
        count++;
        seconds += stretch.seconds();
        jobJoules += jobs;
        idleJoules += idle;
        double coverage = counted.isEmpty() ? 0 : 1;
        for (int c = 0; c < joules.length; c++) {
            joules[c] += counted.get(c).joules(stretch);
            coverage = Math.min(coverage, counted.get(c).coverage(stretch));
            Resolution resolution = resolutions.get(c);
            lateJoules[c] += resolution.lateJoules(stretch);
            betweenJoules[c] += resolution.betweenJoules(stretch);
        }
        coveredSeconds += coverage * stretch.seconds();
    }

    /**
     * Adds CPU time of the job.
     *
     * @param doubt how far it may be off because it is read now and then
     */
    void addCpu(double jobSeconds, double doubt) {
        cpuSeconds += jobSeconds;
        cpuDoubt += doubt;
    }

    /** Adds what was processed in a stretch, NaN if nothing was said of it. */
    void addSamples(double processed) {
        if (!Double.isNaN(processed)) {
            samples = Double.isNaN(samples) ? processed : samples + processed;
        }
    }

    PhaseEnergy energy() {
        Map<Component, Double> components = new EnumMap<>(Component.class);
        double sum = 0;
        double error = 0;
        for (int c = 0; c < joules.length; c++) {
            components.merge(counted.get(c).channel().component(), joules[c], Double::sum);
            sum += joules[c];
            error += lateJoules[c] + betweenJoules[c];
        }
        double coverage = seconds > 0 ? coveredSeconds / seconds : 0;
        boolean blurred = error > 0 && error >= sum && (coverage > 0 || seconds == 0);
        return new PhaseEnergy(
                name,
                count,
                depth,
                seconds,
                cpuDoubt > 0 && cpuDoubt >= cpuSeconds ? Double.NaN : cpuSeconds,
                samples,
                components,
                sum,
                jobJoules,
                idleJoules,
                coverage,
                error,
                blurred ? blame() : null);
    }

    /** Says what the largest part of the error comes from. */
    private String blame() {
        int worst = 0;
        for (int c = 1; c < joules.length; c++) {
            worst = lateJoules[c] + betweenJoules[c] > lateJoules[worst] + betweenJoules[worst] ? c : worst;
        }
        return lateJoules[worst] >= betweenJoules[worst]
                ? resolutions.get(worst).tooFineForRefresh()
                : resolutions.get(worst).tooFineForPeriod();
    }
}
