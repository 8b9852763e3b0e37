package io.powermeter.reports.comparison;

import static io.powermeter.reports.comparison.TestFigures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final String ACCURACY = Comparison.ACCURACY;

    private final RunFigures run = named("job", 100)
            .metric(ACCURACY, 0.9)
            .metric("infer.accuracy", 0.8)
            .run();

    private static Part part(Map<String, String> phases, boolean additive, boolean perSample) {
        return new Part("group", List.of("job", "{repeat}"), phases, ACCURACY, additive, perSample);
    }

    @Test
    void of_wholeRun_changesNameAndCommandOnly() {
        RunFigures figures = part(Map.of(), true, false).of(run, ACCURACY);

        assertThat(figures)
                .usingRecursiveComparison()
                .ignoringFields("name", "command")
                .isEqualTo(run);
        assertThat(figures.name()).isEqualTo("group");
        assertThat(figures.command()).containsExactly("job", "{repeat}");
    }

    @Test
    void of_onePhase_isThatPhaseUnderItsNewName() {
        RunFigures figures = part(Map.of("inference", "test"), true, false).of(run, ACCURACY);

        assertThat(figures.whole()).isEqualTo(run.phases().get("test"));
        assertThat(figures.phases()).containsOnlyKeys("inference");
        assertThat(figures.phasePower()).containsOnlyKeys("inference");
        assertThat(figures.power()).isEqualTo(run.phasePower().get("test"));
        assertThat(figures.grams()).isCloseTo(0.2 * run.grams(), within(1e-12));
    }

    @Test
    void of_twoPhases_addsThemUpOnlyWhereThatMeansSomething() {
        Map<String, String> phases = Map.of("a", "train", "b", "test");

        Cost sum = part(phases, true, false).of(run, ACCURACY).whole();
        assertThat(sum.joules()).isCloseTo(100, within(1e-9));
        assertThat(sum.seconds()).isCloseTo(10, within(1e-9));
        assertThat(sum.samples()).isEqualTo(60_000);
        assertThat(sum.components().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(100, within(1e-9));

        RunFigures apart = part(phases, false, false).of(run, ACCURACY);
        assertThat(apart.whole().joules()).isNaN();
        assertThat(apart.phases()).containsOnlyKeys("a", "b");
    }

    @Test
    void of_phaseThatTheRunHasNot_knowsNothing() {
        RunFigures figures =
                part(Map.of("a", "train", "b", "gone"), true, false).of(run, ACCURACY);

        assertThat(figures.whole().joules()).isNaN();
        assertThat(figures.phases()).containsOnlyKeys("a");
    }

    @Test
    void of_perSample_dividesByTheSamplesOfEachPhase() {
        RunFigures figures = part(Map.of("a", "train"), true, true).of(run, ACCURACY);

        assertThat(figures.phases().get("a").joules()).isCloseTo(80 / 50_000.0, within(1e-12));
        assertThat(figures.whole().seconds()).isCloseTo(8 / 50_000.0, within(1e-12));
        assertThat(figures.whole().joulesPerSample()).isNaN();
        assertThat(figures.grams()).isNaN();
    }

    @Test
    void of_otherQuality_isCalledAsInTheComparison() {
        Part part = new Part("group", List.of("job"), Map.of(), "infer.accuracy", true, false);

        assertThat(part.of(run, ACCURACY).metrics()).containsEntry(ACCURACY, 0.8);
        assertThat(part.of(run, ACCURACY).learning().points()).isEmpty();
        assertThat(new Part("group", List.of("job"), Map.of(), "gone", true, false)
                        .of(run, ACCURACY)
                        .metrics())
                .doesNotContainKey(ACCURACY);
    }
}
