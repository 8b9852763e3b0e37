package io.powermeter.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.TestFigures;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineupTest {
    @Test
    void members_namesThatDifferOnlyInTheMiddle_areToldApart() {
        String end = "x".repeat(100);

        assertThat(labels(end + "a" + end, end + "b" + end))
                .containsExactly(
                        "xxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxx #2");
    }

    @Test
    void members_twelve_lookDifferentAndTheBaselineIsInk() {
        Comparison comparison = Comparison.of(
                IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> TestFigures.named("m" + i, i).run())
                        .toList(),
                new Comparison.Terms(Grouping.NAME, "m5", Comparison.ACCURACY, false));
        List<Lineup.Member> members = new Lineup(comparison).members();

        assertThat(members.stream()
                        .map(member ->
                                List.of(member.style().colour(), member.style().marker())))
                .doesNotHaveDuplicates();
        assertThat(members.stream()
                        .map(member ->
                                List.of(member.style().colour(), member.style().dashes())))
                .doesNotHaveDuplicates();
        assertThat(members.stream().filter(member -> member.style().colour().equals(Theme.INK)))
                .singleElement()
                .matches(Lineup.Member::baseline)
                .extracting(Lineup.Member::label)
                .isEqualTo("m5");
    }

    @Test
    void medianFirst_runsOfAGroup_isTheOneOfMedianEnergy() {
        Lineup.Member member = member(30, 10, 50, 20);

        assertThat(member.medianFirst(run -> true))
                .extracting(run -> run.whole().joules())
                .containsExactly(20.0, 10.0, 30.0, 50.0);
        assertThat(member.medianFirst(run -> run.whole().joules() > 20))
                .extracting(run -> run.whole().joules())
                .containsExactly(30.0, 50.0);
        assertThat(member.medianFirst(run -> false)).isEmpty();
    }

    @Test
    void notes_comparedByForce_namesTheGroups() {
        Comparison comparison = Comparison.of(
                List.of(
                        TestFigures.named("a", 1).run(),
                        TestFigures.named("a", 1).machine("other").number(2).run(),
                        TestFigures.named("b", 1).run()),
                new Comparison.Terms(Grouping.NAME, "", Comparison.ACCURACY, true));

        assertThat(new Lineup(comparison).notes())
                .containsExactly("Compared by force, though its runs do not fit together: a.");
    }

    private static Lineup.Member member(double... joules) {
        Stream<RunFigures> runs = IntStream.range(0, joules.length)
                .mapToObj(i -> TestFigures.named("a", joules[i]).number(i).run());
        return new Lineup(TestComparisons.of(runs)).members().get(0);
    }

    private static List<String> labels(String... names) {
        return new Lineup(TestComparisons.of(
                        Stream.of(names).map(name -> TestFigures.named(name, 1).run())))
                .members().stream().map(Lineup.Member::label).toList();
    }
}
