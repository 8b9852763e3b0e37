package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.TestFigures;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    private static Comparison of(Stream<RunFigures> one, Stream<RunFigures> other) {
        return Comparison.of(Stream.concat(one, other).toList(), Comparison.Terms.USUAL);
    }

    private static Effect effect(Comparison comparison, Figure figure) {
        Group group = comparison.groups().get(1);
        return java.util.Objects.requireNonNull(comparison.result(group, figure).effect());
    }

    @Test
    void size_ofARatioAndOfADifference_haveTheirIntervals() {
        Comparison comparison =
                of(TestFigures.repeats("dense", 8, 100, 0.98), TestFigures.repeats("sparse", 8, 40, 0.97));

        assertThat(ComparisonText.size(Figure.ENERGY, effect(comparison, Figure.ENERGY), "dense"))
                .matches("0\\.(39|40|41)\\d* of dense \\(0\\.\\d+ to 0\\.\\d+\\)");
        assertThat(ComparisonText.size(comparison.quality(), effect(comparison, comparison.quality()), "dense"))
                .matches("-0\\.01\\d+ beside dense \\(-0\\.0\\d+ to -0\\.0\\d+\\)");
        assertThat(ComparisonText.verdict(Figure.ENERGY, effect(comparison, Figure.ENERGY), 8))
                .matches("better, p (0\\.\\d+|< 0\\.0001)");
    }

    @Test
    void verdict_notResolved_saysHowManyRepeatsWouldDo() {
        Comparison comparison =
                of(TestFigures.repeats("dense", 5, 100, 0.98), TestFigures.repeats("sparse", 5, 100.8, 0.98));

        assertThat(ComparisonText.verdict(Figure.ENERGY, effect(comparison, Figure.ENERGY), 5))
                .matches("not resolved: (about \\d+ repeats of each would show it; )?5 show \\d\\.\\d+ % or more");
    }

    @Test
    void carbonTerms_runsOfOtherHours_areToldWithTheRemedy() {
        TestFigures noon = TestFigures.named("dense", 100).gramsPerKilowattHour(60);
        TestFigures evening = TestFigures.named("sparse", 40).gramsPerKilowattHour(180.5);

        assertThat(ComparisonText.carbonTerms(of(Stream.of(noon.run()), Stream.of(evening.run()))))
                .contains("CO₂e is counted with 60 to 180.5 g/kWh, PUE included: it compares places or hours too;"
                        + " one --country or --intensity puts all on the same terms");
        assertThat(ComparisonText.carbonTerms(of(Stream.of(noon.run()), Stream.of(noon.run()))))
                .isEmpty();
    }

    @Test
    void size_ofOneRunEach_hasNoInterval() {
        Comparison comparison = of(
                TestFigures.repeats("dense", 1, 100, 0.98),
                Stream.of(TestFigures.named("sparse", 36).run()));

        assertThat(ComparisonText.size(Figure.ENERGY, effect(comparison, Figure.ENERGY), "dense"))
                .matches("0\\.\\d{3} of dense");
        assertThat(ComparisonText.verdict(Figure.ENERGY, effect(comparison, Figure.ENERGY), 1))
                .isEqualTo("not resolved");
    }

    @Test
    void outliers_areNamedByTheirPlaceAmongAllRuns_alsoWhereSomeDoNotKnowTheFigure() {
        List<RunFigures> runs = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> {
                    TestFigures run = TestFigures.named("sgd", 100 + i % 3).number(i);
                    if (i > 1) {
                        run.metric("accuracy", i == 4 ? 0.5 : 0.9 + i / 1000.0);
                    }
                    return run.run();
                })
                .toList();

        assertThat(ComparisonText.outliers(Comparison.of(runs, Comparison.Terms.USUAL)))
                .containsExactly("run 4 of sgd is far from the others: accuracy 0.5; it counts all the same");
    }
}
