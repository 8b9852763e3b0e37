package io.powermeter.carbon;

import static io.powermeter.summary.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.recording.ToldIntensity;
import io.powermeter.summary.Summary;
import io.powermeter.summary.TestRun;
import io.powermeter.summary.Total;
import io.powermeter.summary.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmissionsTest {
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /** 36 W from 1 s to 9 s: at 100 g/kWh it is 1 mg a second. */
    private static TestRun run() {
        return new TestRun(10).watts(TestRun.cpu("rapl/package-0"), 36).job(1, 9);
    }

    private static TestRun told(TestRun run, double from, double to, double grams) {
        return run.mark(new Mark.Grid(0, at(from, to, grams)));
    }

    private static ToldIntensity at(double from, double to, double grams) {
        Instant start = Instant.EPOCH; // of a TestRun
        return new ToldIntensity(
                start.plusNanos(TestRun.nanos(from)), start.plusNanos(TestRun.nanos(to)), grams, "an operator");
    }

    @Test
    void emissions_settings_areItsTerms() {
        Summary summary = run().setting(CarbonTerms.INTENSITY, "500")
                .setting(CarbonTerms.COUNTRY, "FRA")
                .setting(CarbonTerms.PUE, "1.5")
                .summary();
        assertThat(CarbonAccount.of(summary).emissions().operational().value())
                .isCloseTo(288 / JOULES_PER_KILOWATT_HOUR * 1.5 * 500, within(1e-12));
        assertThat(CarbonAccount.of(summary).emissions().operational().isExact())
                .isTrue();
        assertThat(CarbonAccount.of(summary).emissions().embodied()).isNull();
        assertThat(CarbonAccount.of(summary).emissions().netGrams())
                .as("no baseline")
                .isNaN();
    }

    @Test
    void emissions_intensityChangesInTheRun_isTheSumOverThePieces() {
        TestRun run = run().setting(CarbonTerms.INTENSITY, "900");
        told(run, -3600, 5, 100); // 1 to 5 s
        told(run, 5, 8, 300); // and 1 s for which nobody told it
        Summary summary = run.summary();
        Emissions emissions = CarbonAccount.of(summary).emissions();

        assertThat(emissions.operational().value()).isCloseTo(1e-3 * (4 + 3 * 3 + 9), within(1e-12));
        assertThat(emissions.intensity().value()).isCloseTo((400 + 900 + 900) / 8.0, within(1e-9));
        assertThat(emissions.lowestIntensity()).isEqualTo(100);
        assertThat(emissions.highestIntensity()).isEqualTo(900);
        assertThat(emissions.toldShare()).isCloseTo(7 / 8.0, within(1e-12));
        assertThat(emissions.tellers()).containsExactly("an operator");
        assertThat(CarbonAccount.of(summary).warnings())
                .containsExactly(
                        "The grid's intensity of the time was told for 87.5 % of the energy; the rest is counted with"
                                + " 900.0 g/kWh (given).");
    }

    /** Dirty power at the end counts little where the machine rested then: total x mean would be off by a factor. */
    @Test
    void emissions_powerChangesToo_weighsEachPieceByItsEnergy() {
        TestRun run = new TestRun(10)
                .channel(TestRun.cpu("rapl/package-0"), t -> t < 5 ? 100 * t : 500)
                .job(0, 10);
        told(run, 0, 5, 100);
        told(run, 5, 10, 1000);
        assertThat(CarbonAccount.of(run.summary()).emissions().operational().value())
                .isCloseTo(500 * 100 / JOULES_PER_KILOWATT_HOUR, within(1e-12));
    }

    @Test
    void emissions_figureIsRevised_theLaterOneHolds() {
        TestRun run = run();
        told(run, 0, 10, 500);
        told(run, 0, 10, 100);
        assertThat(CarbonAccount.of(run.summary()).emissions().operational())
                .isEqualTo(Band.exact(CarbonAccount.of(run.summary())
                        .emissions()
                        .operational()
                        .value()));
        assertThat(CarbonAccount.of(run.summary()).emissions().intensity()).isEqualTo(Band.exact(100));
        told(run, 2, 3, 300);
        assertThat(CarbonAccount.of(run.summary()).emissions().intensity().value())
                .isCloseTo((7 * 100 + 300) / 8.0, within(1e-9));
    }

    @Test
    void emissions_toldOfAnotherTime_isNotUsed() {
        TestRun run = run().setting(CarbonTerms.COUNTRY, "FR");
        told(run, -3600, 0, 1000);
        told(run, 10, 3600, 1000);
        Summary summary = run.summary();
        assertThat(CarbonAccount.of(summary).emissions().intensity())
                .isEqualTo(GridIntensity.of("FR").gramsPerKilowattHour());
        assertThat(CarbonAccount.of(summary).emissions().toldShare()).isZero();
        assertThat(CarbonAccount.of(summary).warnings())
                .contains(
                        "Nobody told the grid's intensity of the time: all energy is counted with 56.04 g/kWh (France, 2023).");
    }

    @Test
    void emissions_gridWasAskedAndToldNothing_isSaid() {
        assertThat(CarbonAccount.of(run().setting(CarbonTerms.GRID, "uk").summary())
                        .warnings())
                .anyMatch(warning -> warning.endsWith("is counted with 475.0 g/kWh (world average, 2019)."));
        assertThat(CarbonAccount.of(run().summary()).warnings()).noneMatch(warning -> warning.contains("grid"));
    }

    @Test
    void emissions_instantsAtTheEndsOfTime_areCut() {
        TestRun run = run();
        run.mark(new Mark.Grid(0, new ToldIntensity(Instant.MIN, Instant.MAX, 100, "eternity")));
        assertThat(CarbonAccount.of(run.summary()).emissions().intensity()).isEqualTo(Band.exact(100));
    }

    @Test
    void emissions_nothingWasDrawn_weighsByTime() {
        TestRun run = new TestRun(10).job(0, 10);
        told(run, 0, 5, 100);
        told(run, 5, 10, 300);
        Emissions emissions = CarbonAccount.of(run.summary()).emissions();
        assertThat(emissions.operational()).isEqualTo(Band.exact(0));
        assertThat(emissions.intensity().value()).isCloseTo(200, within(1e-9));
    }

    /** The pause of an hour between two segments is no time of the run, and its intensity counts for nothing. */
    @Test
    void emissions_continuedRun_takesEachSegmentsOwnHours() {
        Recording once = told(told(run(), 0, 5, 100), 3605, 3610, 300).recording();
        Recording joined = new Recording(
                once.folder(),
                once.info(),
                once.tables(),
                once.processes(),
                once.marks(),
                once.damages(),
                List.of(new Segment(0, Instant.EPOCH), new Segment(5 * SECOND, Instant.ofEpochSecond(3605))));
        assertThat(CarbonAccount.of(Summary.of(joined)).emissions().intensity().value())
                .isCloseTo(200, within(1e-9));
    }

    @Test
    void emissions_netAndBands_areWorstCases() {
        Channel guess = Channel.of("estimate/cpu", Component.CPU, Quantity.ENERGY, Origin.ESTIMATED);
        Summary summary = new TestRun(10)
                .channel(guess, t -> t < 2 ? 18 * t : 36 * t - 36)
                .phase(Summary.BASELINE_PHASE, 0, 2)
                .job(2, 10)
                .setting(CarbonTerms.INTENSITY, "100-300")
                .setting(CarbonTerms.PUE, "1-1.5")
                .setting(CarbonTerms.EMBODIED, "1000-3000kg/1y")
                .summary();
        Emissions emissions = CarbonAccount.of(summary).emissions();
        Total energy = summary.energy();
        assertThat(energy.joules()).isCloseTo(288, within(1e-9));
        assertThat(emissions.operational().value()).isCloseTo(8e-3 * 1.25 * 2, within(1e-9));
        assertThat(emissions.operational().low())
                .isCloseTo(energy.lowJoules() / JOULES_PER_KILOWATT_HOUR * 100, within(1e-9));
        assertThat(emissions.operational().high())
                .isCloseTo(energy.highJoules() / JOULES_PER_KILOWATT_HOUR * 1.5 * 300, within(1e-9));
        assertThat(emissions.netGrams()).isCloseTo(4e-3 * 1.25 * 2, within(1e-9));
        assertThat(emissions.embodied()).isNotNull();
        assertThat(emissions.embodied().value()).isCloseTo(2e6 * 8 / 31_557_600, within(1e-9));
        assertThat(emissions.all().high())
                .isCloseTo(emissions.operational().high() + 3e6 * 8 / 31_557_600, within(1e-9));
    }

    @Test
    void grams_componentsOfStretches_addUpToTheRun() {
        TestRun run = run().watts(TestRun.energy("rapl/dram-0", Component.DRAM), 9);
        told(run, 0, 4, 100);
        told(run, 4, 10, 500);
        Summary summary = run.summary();
        Map<Component, Double> grams = CarbonAccount.of(summary)
                .grams(List.of(new Window(SECOND, 6 * SECOND), new Window(6 * SECOND, 9 * SECOND)));
        assertThat(grams.get(Component.CPU)).isCloseTo(1e-3 * (3 + 5 * 5), within(1e-12));
        assertThat(grams.get(Component.CPU) + grams.get(Component.DRAM))
                .isCloseTo(CarbonAccount.of(summary).emissions().operational().value(), within(1e-12));
    }

    @Test
    void carbonTerms_countryOrNothing_areTheCountryOrTheWorld() {
        assertThat(CarbonTerms.of(Map.of(CarbonTerms.COUNTRY, "FRA")).intensity())
                .isEqualTo(GridIntensity.of("FRA"));
        assertThat(CarbonTerms.of(Map.of()))
                .isEqualTo(new Footprint(Band.exact(1), GridIntensity.world(), List.of(), null));
    }

    @Test
    void carbonTerms_whatWasResolved_goesBeforeTheTable() {
        GridIntensity recorded = CarbonTerms.of(Map.of(
                        CarbonTerms.COUNTRY, "FR",
                        CarbonTerms.INTENSITY, "71.5",
                        CarbonTerms.PLACE, "France",
                        CarbonTerms.YEAR, "2031",
                        CarbonTerms.SOURCE, "a later table"))
                .intensity();
        assertThat(recorded.gramsPerKilowattHour()).isEqualTo(Band.exact(71.5));
        assertThat(recorded.year()).hasValue(2031);
        assertThat(recorded.place() + ", " + recorded.source()).isEqualTo("France, a later table");
    }

    @ParameterizedTest
    @CsvSource({
        "pue, many, 'pue must be a number, or two with a dash and the lower first, not \"many\"'",
        "pue, 1.6-1.1, 'pue must be a number, or two with a dash and the lower first, not \"1.6-1.1\"'",
        "pue, NaN, 'pue must be a number, or two with a dash and the lower first, not \"NaN\"'",
        "intensity, 'a lot', 'intensity must be a number, or two with a dash and the lower first, not \"a lot\"'",
        "pue, 0.5, 'PUE must be between 1 (no overhead) and 5, not 0.5; give --pue, such as 1.58 or 1.1-1.6'"
    })
    void carbonTerms_noNumber_saysWhich(String name, String value, String message) {
        assertThatThrownBy(() -> CarbonTerms.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
