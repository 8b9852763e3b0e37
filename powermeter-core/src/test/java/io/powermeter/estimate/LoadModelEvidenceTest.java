package io.powermeter.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Computes the table of docs/estimate.md again: every form is judged on machines that it was not fitted to. */
class LoadModelEvidenceTest {
    /** Below this the recordings hold no package power: no package of these draws 1.5 W when idle. */
    private static final double LOWEST_PLAUSIBLE_WATTS = 1.5;

    private static List<Point> points = List.of();

    private record Point(String machine, double utilization, double watts, double tdp) {
        double share() {
            return watts / tdp;
        }
    }

    /** The mean error in per cent of the TDP, and how many points lie from half to twice the prediction. */
    private record Score(double meanErrorPercent, long withinBand) {}

    @BeforeAll
    static void readRecordings() throws IOException {
        InputStream in = Objects.requireNonNull(LoadModelEvidenceTest.class.getResourceAsStream("load-recordings.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            points = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .map(cells -> new Point(cells[0], number(cells[2]), number(cells[3]), number(cells[1])))
                    .filter(point -> point.watts() >= LOWEST_PLAUSIBLE_WATTS)
                    .toList();
        }
    }

    @Test
    void recordings_withoutImpossibleIdleRows_are60PointsOf4Machines() {
        assertThat(points).hasSize(60);
        assertThat(points.stream().map(Point::machine).distinct()).hasSize(4);
    }

    @Test
    void chosenLine_recordings_hasThePublishedError() {
        assertScore(score(u -> LoadModel.ofTdp(1).watts(u)), 16.9, 54);
    }

    @Test
    void chosenLine_recordings_bandHoldsNineInTen() {
        long inside = points.stream()
                .filter(point -> {
                    double ratio = point.watts() / LoadModel.ofTdp(point.tdp()).watts(point.utilization());
                    return ratio >= LoadModel.LOWER_FACTOR && ratio <= LoadModel.UPPER_FACTOR;
                })
                .count();
        assertThat(inside).isEqualTo(54);
    }

    @Test
    void otherFormsWithoutFit_recordings_haveThePublishedErrors() {
        assertScore(score(u -> 0.1 + 0.9 * u), 17.0, 55);
        assertScore(score(u -> u), 17.5, 52);
        assertScore(score(u -> 0.1 + 0.9 * u * u * u), 21.8, 35);
        assertScore(score(LoadModelEvidenceTest::teads), 22.6, 48);
        assertScore(score(u -> u / 0.65), 36.1, 39);
    }

    @Test
    void fittedForms_heldOutMachines_haveThePublishedErrors() {
        assertScore(heldOut(LoadModelEvidenceTest::fitTeads), 18.6, 54);
        assertScore(heldOut(training -> fitLine(training, 1)), 19.9, 52);
        assertScore(heldOut(LoadModelEvidenceTest::fitPower), 20.1, 53);
    }

    private static void assertScore(Score score, double meanErrorPercent, long withinBand) {
        assertThat(score.meanErrorPercent()).isCloseTo(meanErrorPercent, within(0.05));
        assertThat(score.withinBand()).isEqualTo(withinBand);
    }

    private static Score score(DoubleUnaryOperator form) {
        return score(
                points,
                points.stream()
                        .mapToDouble(point -> form.applyAsDouble(point.utilization()))
                        .toArray());
    }

    private static Score score(List<Point> judged, double[] predicted) {
        double error = IntStream.range(0, predicted.length)
                .mapToDouble(i -> Math.abs(predicted[i] - judged.get(i).share()))
                .average()
                .orElseThrow();
        long within = IntStream.range(0, predicted.length)
                .filter(i -> Math.abs(Math.log(predicted[i] / judged.get(i).share())) <= Math.log(2))
                .count();
        return new Score(100 * error, within);
    }

    private interface Fit {
        DoubleUnaryOperator to(List<Point> training);
    }

    /** Judges a form on each machine after fitting it to the three others. */
    private static Score heldOut(Fit fit) {
        List<Point> judged = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        for (String machine : points.stream().map(Point::machine).distinct().toList()) {
            DoubleUnaryOperator form = fit.to(points.stream()
                    .filter(point -> !point.machine().equals(machine))
                    .toList());
            points.stream().filter(point -> point.machine().equals(machine)).forEach(point -> {
                judged.add(point);
                predicted.add(form.applyAsDouble(point.utilization()));
            });
        }
        return score(judged, predicted.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Least squares of a + b u^c for a given c. */
    private static DoubleUnaryOperator fitLine(List<Point> training, double c) {
        double n = training.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Point point : training) {
            double u = Math.pow(point.utilization(), c);
            x += u;
            y += point.share();
            xx += u * u;
            xy += u * point.share();
        }
        double b = (n * xy - x * y) / (n * xx - x * x);
        double a = (y - b * x) / n;
        return u -> a + b * Math.pow(u, c);
    }

    private static DoubleUnaryOperator fitPower(List<Point> training) {
        return IntStream.rangeClosed(20, 300)
                .mapToObj(hundredths -> fitLine(training, hundredths / 100.0))
                .min((a, b) -> Double.compare(squaredError(training, a), squaredError(training, b)))
                .orElseThrow();
    }

    private static double squaredError(List<Point> training, DoubleUnaryOperator form) {
        return training.stream()
                .mapToDouble(point -> Math.pow(form.applyAsDouble(point.utilization()) - point.share(), 2))
                .sum();
    }

    private static DoubleUnaryOperator fitTeads(List<Point> training) {
        double xy = 0;
        double xx = 0;
        for (Point point : training) {
            double curve = teads(point.utilization());
            xy += curve * point.share();
            xx += curve * curve;
        }
        double scale = xy / xx;
        return u -> scale * teads(u);
    }

    /** B. Davy, Teads 2021: shares of the TDP at loads of 0, 10, 50 and 100 %. */
    private static double teads(double u) {
        if (u < 0.1) {
            return 0.12 + (0.32 - 0.12) * u / 0.1;
        }
        return u < 0.5 ? 0.32 + (0.75 - 0.32) * (u - 0.1) / 0.4 : 0.75 + (1.02 - 0.75) * (u - 0.5) / 0.5;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
