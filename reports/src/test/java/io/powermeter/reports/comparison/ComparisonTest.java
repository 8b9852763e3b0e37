package io.powermeter.reports.comparison;

import static io.powermeter.reports.comparison.TestFigures.named;
import static io.powermeter.reports.comparison.TestFigures.repeats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.reports.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Comparison compare(Stream<RunFigures> one, Stream<RunFigures> other) {
        return Comparison.of(Stream.concat(one, other).toList(), Comparison.Terms.USUAL);
    }

    private static Stream<RunFigures> joules(String name, double... joules) {
        return DoubleStream.of(joules).mapToObj(value -> named(name, value).run());
    }

    private static Effect effect(Comparison comparison, Figure figure, int group) {
        return Objects.requireNonNull(comparison.results(figure).get(group).effect());
    }

    @Test
    void results_groupThatCostsLess_isBetterWithItsRatioAndInterval() {
        Comparison comparison = compare(repeats("dense", 10, 100, 0.97), repeats("sparse", 10, 50, 0.97));

        Effect effect = effect(comparison, Figure.ENERGY, 1);
        assertThat(effect.ratio()).isTrue();
        assertThat(effect.size().mean()).isCloseTo(0.5, within(0.02));
        assertThat(effect.size().low()).isBetween(0.47, effect.size().mean());
        assertThat(effect.size().high()).isBetween(effect.size().mean(), 0.53);
        assertThat(effect.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(effect.remark()).isEmpty();
        assertThat(comparison.results(Figure.ENERGY).get(0).effect())
                .as("the baseline itself")
                .isNull();
    }

    @Test
    void results_knownNumbers_areThoseOfScipy() {
        // t.ppf on the logarithms, mannwhitneyu(a, b), scipy 1.10.1
        Comparison comparison = compare(
                joules("base", 11.2, 11.5, 11.1, 11.9, 11.3, 11.6), joules("other", 12.1, 11.8, 12.4, 12.0, 13.9));

        Effect effect = effect(comparison, Figure.ENERGY, 1);
        assertThat(effect.size().low()).isCloseTo(Math.exp(0.003032958066755298), within(1e-9));
        assertThat(effect.size().mean()).isCloseTo(Math.exp(0.08290069833255087), within(1e-9));
        assertThat(effect.size().high()).isCloseTo(Math.exp(0.16276843859834644), within(1e-9));
        assertThat(effect.rank()).isCloseTo(0.008658008658008658, within(1e-9));
        assertThat(effect.adjusted()).isEqualTo(effect.welch());
        assertThat(comparison.results(Figure.ENERGY).get(1).outliers()).containsExactly(4);
        assertThat(effect.remark()).isEqualTo("there are outliers, so the rank test had to agree");
    }

    /** Made with scipy 1.10.1: t.interval, ttest_ind(equal_var=False) of logarithms, mannwhitneyu(method='exact'). */
    @Test
    void results_threeGroupsOfOtherSizes_areThoseOfScipy() {
        Comparison comparison = Comparison.of(
                Stream.of(
                                joules("a", 210.4, 205.1, 213.9, 208.8, 211.2, 207.3),
                                joules("b", 203.2, 199.9, 205.6, 204.4, 201.1),
                                joules("c", 150.3, 161.2, 155.9, 149.7))
                        .flatMap(runs -> runs)
                        .toList(),
                Comparison.Terms.USUAL);

        Result c = comparison.results(Figure.ENERGY).get(2);
        assertThat(c.mean()).isCloseTo(154.275, within(1e-9));
        assertThat(c.median()).isCloseTo(153.1, within(1e-9));
        Interval interval = Objects.requireNonNull(c.interval());
        assertThat(interval.low()).isCloseTo(145.68988779605118, within(1e-7));
        assertThat(interval.high()).isCloseTo(162.86011220394877, within(1e-7));
        Effect besideA = effect(comparison, Figure.ENERGY, 2);
        assertThat(besideA.size().low()).isCloseTo(0.6986095280115578, within(1e-9));
        assertThat(besideA.size().mean()).isCloseTo(0.7363037318003887, within(1e-9));
        assertThat(besideA.size().high()).isCloseTo(0.7760317655647683, within(1e-9));
        assertThat(besideA.welch()).isCloseTo(0.0001225334879353316, within(1e-12));
        assertThat(besideA.rank()).isCloseTo(0.009523809523809525, within(1e-12));
        // the rank test decides both; b's p is the smaller one, so it counts twice and c's is no smaller
        assertThat(effect(comparison, Figure.ENERGY, 1).rank()).isCloseTo(0.008658008658008658, within(1e-12));
        assertThat(effect(comparison, Figure.ENERGY, 1).adjusted()).isCloseTo(2 * 0.008658008658008658, within(1e-12));
        assertThat(besideA.adjusted()).isCloseTo(2 * 0.008658008658008658, within(1e-12));
    }

    @Test
    void results_differenceThatDrowns_saysHowManyRepeatsWouldShowIt() {
        Effect effect = effect(
                compare(joules("a", 100, 104, 96, 101, 99), joules("b", 101, 105, 98, 103, 99)), Figure.ENERGY, 1);

        assertThat(effect.verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect.needed().orElseThrow()).isBetween(50, 200);
        assertThat(effect.resolvable()).isBetween(0.04, 0.08);
    }

    @Test
    void results_threeGroups_pIsHolms() {
        Comparison comparison = Comparison.of(
                Stream.of(repeats("a", 10, 100, 0.9), repeats("b", 10, 103, 0.9), repeats("c", 10, 110, 0.9))
                        .flatMap(runs -> runs)
                        .toList(),
                Comparison.Terms.USUAL);

        Effect b = effect(comparison, Figure.ENERGY, 1);
        Effect c = effect(comparison, Figure.ENERGY, 2);
        assertThat(b.welch()).isGreaterThan(c.welch());
        assertThat(b.adjusted()).isEqualTo(b.welch());
        assertThat(c.adjusted()).isCloseTo(2 * c.welch(), within(1e-12));
    }

    @Test
    void results_threeRepeats_areJudgedByWelchAloneAndSaySo() {
        Effect effect = effect(compare(joules("a", 100, 101, 99), joules("b", 50, 51, 52)), Figure.ENERGY, 1);

        assertThat(effect.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(effect.rank()).isCloseTo(0.1, within(1e-9));
        assertThat(effect.remark()).isEqualTo("by Welch's test alone: so few repeats are too few for the rank test");
    }

    @Test
    void results_fiveRepeats_takeTheLessCertainOfBothTests() {
        Effect effect = effect(
                compare(joules("a", 100, 101, 99, 100.5, 99.5), joules("b", 98.2, 98.4, 98.1, 98.5, 98.3)),
                Figure.ENERGY,
                1);

        assertThat(effect.adjusted()).isEqualTo(Math.max(effect.welch(), effect.rank()));
        assertThat(effect.rank()).isGreaterThan(effect.welch());
    }

    @Test
    void results_oneRunEach_haveARatioAndNoVerdict() {
        Comparison comparison = compare(joules("a", 100), joules("b", 50));

        Effect effect = effect(comparison, Figure.ENERGY, 1);
        assertThat(effect.size().mean()).isEqualTo(0.5);
        assertThat(effect.size().low()).isNaN();
        assertThat(effect.verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect.needed()).isEmpty();
        assertThat(effect.remark()).startsWith("one run does not tell");
        assertThat(comparison.results(Figure.ENERGY).get(1).interval()).isNull();
    }

    @Test
    void results_sameAccuracyEachTime_isNoVerdictFromOneSeed() {
        Comparison comparison = compare(
                IntStream.range(0, 3)
                        .mapToObj(i ->
                                named("a", 100 + i).metric("accuracy", 0.97).run()),
                IntStream.range(0, 3)
                        .mapToObj(
                                i -> named("b", 90 + i).metric("accuracy", 0.96).run()));

        Effect effect = effect(comparison, comparison.quality(), 1);
        assertThat(effect.ratio()).isFalse();
        assertThat(effect.size().mean()).isCloseTo(-0.01, within(1e-12));
        assertThat(effect.verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect.remark()).contains("give each another seed");
    }

    @Test
    void results_welchAloneWouldCallItDifferent_isNotResolvedAndSaysWhy() {
        Comparison comparison = compare(
                DoubleStream.of(239.7, 313.6, 194.6, 134.0)
                        .mapToObj(joules -> named("a", joules).run()),
                DoubleStream.of(86.0, 168.2, 80.6, 77.0)
                        .mapToObj(joules -> named("b", joules).run()));

        Effect effect = effect(comparison, Figure.ENERGY, 1);
        assertThat(effect.welch()).isLessThan(0.05);
        assertThat(effect.size().excludes(1)).isTrue();
        assertThat(effect.verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect.remark())
                .isEqualTo("Welch's test alone would call it different; the rank test does not agree");
    }

    @Test
    void results_oneMoreGroup_resolvesNothingThatWasNot() {
        List<RunFigures> runs = new ArrayList<>();
        for (double joules : new double[] {239.7, 313.6, 194.6, 134.0}) {
            runs.add(named("a", joules).run());
        }
        for (double joules : new double[] {86.0, 168.2, 80.6, 77.0}) {
            runs.add(named("b", joules).run());
        }
        for (int i = 0; i < 4; i++) {
            runs.add(named("c", 10 + i).run());
        }
        Comparison comparison = Comparison.of(runs, Comparison.Terms.USUAL);

        assertThat(effect(comparison, Figure.ENERGY, 1).verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect(comparison, Figure.ENERGY, 2).verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void results_manyGroupsBesideOne_sayThatTheirNumberIsWhy() {
        Comparison comparison = Comparison.of(
                IntStream.range(0, 50)
                        .mapToObj(i -> named("g" + i % 5, 100 + i / 5 + (i % 5 == 1 ? 3 : 0))
                                .run())
                        .toList(),
                Comparison.Terms.USUAL);

        Effect effect = effect(comparison, Figure.ENERGY, 1);
        assertThat(effect.welch()).isBetween(0.0125, 0.05);
        assertThat(effect.verdict()).isEqualTo(Verdict.NOT_RESOLVED);
        assertThat(effect.remark())
                .isEqualTo("alone it would be different; beside so many groups it is not, by Holm's correction");
    }

    @Test
    void results_qualityThatIsALoss_lowerIsBetter() {
        Comparison comparison = Comparison.of(
                IntStream.range(0, 10)
                        .mapToObj(i -> named(i % 2 == 0 ? "a" : "b", 100 + i)
                                .metric("loss", (i % 2 == 0 ? 1 : 0.5) + i / 100.0)
                                .run())
                        .toList(),
                new Comparison.Terms(Grouping.NAME, "", "loss", false));

        assertThat(effect(comparison, comparison.quality(), 1).verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void results_powerThatDiffers_isNeitherBetterNorWorse() {
        Comparison comparison = compare(
                IntStream.range(0, 5)
                        .mapToObj(i -> named("a", 100 + i).seconds(10).run()),
                IntStream.range(0, 5)
                        .mapToObj(i -> named("b", 100 + i).seconds(20 + i).run()));

        assertThat(effect(comparison, Figure.POWER, 1).verdict()).isEqualTo(Verdict.LOWER);
        assertThat(effect(comparison, Figure.TIME, 1).verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void groups_sameNameOtherSettings_areApartAndSaySo() {
        List<RunFigures> runs = List.of(
                named("sgd", 1)
                        .setting("job.epochs", "2")
                        .setting("job.seed", "1")
                        .run(),
                named("sgd", 2)
                        .setting("job.epochs", "3")
                        .setting("job.seed", "1")
                        .run(),
                named("sgd", 1)
                        .setting("job.epochs", "2")
                        .setting("job.seed", "2")
                        .run());
        Comparison comparison = Comparison.of(runs, Comparison.Terms.USUAL);

        assertThat(comparison.groups()).extracting(Group::label).containsExactly("sgd (epochs 2)", "sgd (epochs 3)");
        assertThat(comparison.groups().get(0).runs()).hasSize(2);
        assertThatThrownBy(() -> Comparison.of(runs, new Comparison.Terms(Grouping.NAME, "sgd", "accuracy", false)))
                .hasMessage("There are several groups \"sgd\" to be the baseline. The groups are: sgd (epochs 2), sgd"
                        + " (epochs 3).");
    }

    @Test
    void groups_programsWithoutSettings_areApartByTheirCommandsWithoutSeeds() {
        Comparison comparison = Comparison.of(
                List.of(
                        named("train", 1)
                                .command("python", "t.py", "--seed", "1", "--lr", "1")
                                .run(),
                        named("train", 1)
                                .command("python", "t.py", "--seed=2", "--lr", "1")
                                .run(),
                        named("train", 1).command("python", "t.py", "--lr", "2").run()),
                Comparison.Terms.USUAL);

        assertThat(comparison.groups())
                .extracting(Group::label)
                .containsExactly("train (python t.py --lr 1)", "train (python t.py --lr 2)");
    }

    @Test
    void groups_commandsThatDifferBehindWhatIsShown_haveLabelsOfTheirOwn() {
        String long80 = "x".repeat(80);
        Comparison comparison = Comparison.of(
                List.of(
                        named("a", 1).command(long80, "1").run(),
                        named("a", 1).command(long80, "2").run()),
                Comparison.Terms.USUAL);

        String label = "a (" + "x".repeat(79) + "…)";
        assertThat(comparison.groups()).extracting(Group::label).containsExactly(label, label + " #2");
    }

    @Test
    void groups_runsWithoutName_areCalledSo() {
        Comparison comparison = Comparison.of(List.of(named("", 1).run()), Comparison.Terms.USUAL);

        assertThat(comparison.groups()).extracting(Group::label).containsExactly("without name");
    }

    @Test
    void groups_bySetting_takeTheNameOfTheBundledWorkloadsWithoutJob() {
        Comparison comparison = Comparison.of(
                List.of(
                        named("a", 1).setting("job.model", "lenet5").run(),
                        named("b", 1).setting("job.model", "mlp").run(),
                        named("c", 1).run()),
                new Comparison.Terms(Grouping.parse("setting:model"), "model mlp", "accuracy", false));

        assertThat(comparison.groups()).extracting(Group::label).containsExactly("model lenet5", "model mlp");
        assertThat(comparison.baseline().label()).isEqualTo("model mlp");
        assertThat(comparison.refused()).extracting(Refusal::reason).containsExactly("it has no setting model");
    }

    @Test
    void groups_byMetric_takeItsLastValue() {
        Comparison comparison = Comparison.of(
                List.of(
                        named("a", 1).metric("kept", 0.02).run(),
                        named("a", 1).metric("kept", 1).run()),
                new Comparison.Terms(Grouping.parse("metric:kept"), "", "accuracy", false));

        assertThat(comparison.groups()).extracting(Group::label).containsExactly("kept 0.02", "kept 1");
    }

    @Test
    void refused_otherMachineSensorsGapsAndFailures_eachSaysWhy() {
        Comparison comparison = Comparison.of(
                List.of(
                        named("a", 1).run(),
                        named("b", 1).machine("Raspberry Pi 5, 4 CPUs, 8 GiB").run(),
                        named("c", 1).sensors("estimate/cpu estimated").run(),
                        named("d", 1).coverage(0.9).run(),
                        named("e", 1)
                                .ending("it ended early: its end is not recorded")
                                .run(),
                        named("f", 1).sensors("").run()),
                Comparison.Terms.USUAL);

        assertThat(comparison.groups()).hasSize(1);
        assertThat(comparison.refused())
                .extracting(Refusal::reason)
                .containsExactly(
                        "it was measured on another machine: Raspberry Pi 5, 4 CPUs, 8 GiB, not AMD EPYC 7B13, 2 CPUs,"
                                + " 24 GiB",
                        "it was measured by other sensors: estimate/cpu estimated, not rapl/dram-0 measured,"
                                + " rapl/package-0 measured",
                        "its energy is known for 90.0 % of the time, and less than 98 % is not compared",
                        "it ended early: its end is not recorded",
                        "nothing told its energy");
    }

    @Test
    void forced_whatDoesNotFit_isComparedWithAMark() {
        Comparison comparison = Comparison.of(
                List.of(
                        named("a", 1).run(),
                        named("a", 2).machine("other").command("other").run(),
                        named("a", 3).coverage(0.5).run()),
                new Comparison.Terms(Grouping.NAME, "", "accuracy", true));

        assertThat(comparison.refused()).isEmpty();
        assertThat(comparison.groups()).hasSize(1);
        assertThat(comparison.groups().get(0).marks())
                .containsExactly(
                        "of several machines: AMD EPYC 7B13, 2 CPUs, 24 GiB; other",
                        "of 2 settings",
                        "1 of 3 not whole, or with too much unknown");
    }

    @Test
    void of_nothingToCompare_saysWhy() {
        RunFigures failed =
                named("a", 1).ending("its job failed with exit code 1").run();
        assertThatThrownBy(() -> Comparison.of(List.of(failed), Comparison.Terms.USUAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("None of the runs can be compared: runs/a-1: its job failed with exit code 1.");
    }

    @Test
    void front_groupsBeatenInBoth_areNotOnIt() {
        Comparison comparison = Comparison.of(
                Stream.of(repeats("dense", 5, 100, 0.98), repeats("sparse", 5, 50, 0.95), repeats("bad", 5, 120, 0.90))
                        .flatMap(runs -> runs)
                        .toList(),
                Comparison.Terms.USUAL);

        assertThat(comparison.front()).extracting(Group::label).containsExactly("dense", "sparse");
    }

    @Test
    void parse_otherGroupings_sayWhatIsAllowed() {
        for (String text : List.of("names", "setting:", "name:x", "")) {
            assertThatThrownBy(() -> Grouping.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Give name, setting:KEY such as setting:job.model, or metric:KEY");
        }
    }
}
