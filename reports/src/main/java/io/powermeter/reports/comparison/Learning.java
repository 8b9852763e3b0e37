package io.powermeter.reports.comparison;

import io.powermeter.recording.Mark;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * How a metric went while energy was spent.
 *
 * @param points in order of time
 */
public record Learning(List<Point> points) {
    private static final int MOST_POINTS = 200;

    public Learning {
        points = List.copyOf(points);
    }

    /**
     * One telling.
     *
     * @param seconds since the start of the job
     * @param joules of the machine since then
     * @param value of the metric
     */
    public record Point(double seconds, double joules, double value) {}

    static Learning of(Summary run, String metric) {
        List<Mark.Metric> told = run.recording().marks().stream()
                .filter(Mark.Metric.class::isInstance)
                .map(Mark.Metric.class::cast)
                .filter(mark -> mark.metric().equals(metric) && Double.isFinite(mark.value()))
                .toList();
        int step = (told.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<Point> points = new ArrayList<>();
        for (int i = step == 0 ? 0 : (told.size() - 1) % step; i < told.size(); i += step) {
            points.add(point(run, told.get(i)));
        }
        return new Learning(points);
    }

    private static Point point(Summary run, Mark.Metric mark) {
        long from = run.window().fromNanos();
        double seconds = (mark.elapsedNanos() - from) / 1e9;
        return new Point(seconds, run.watts(from, mark.elapsedNanos()) * seconds, mark.value());
    }
}
