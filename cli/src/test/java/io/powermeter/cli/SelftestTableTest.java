package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.cli.selftest.Overhead;
import io.powermeter.cli.selftest.SamplerCost;
import io.powermeter.cli.selftest.SamplingJitter;
import io.powermeter.cli.selftest.SelfTest;
import io.powermeter.measurement.Origin;
import io.powermeter.reports.statistics.Repeats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelftestTableTest {
    private static SelfTest.Findings findings(Origin origin, double busyCores) {
        return new SelfTest.Findings(
                List.of(new SamplingJitter(Duration.ofMillis(1), 2990, 10, 54e-6, 0.4e-3, 2.5e-3)),
                busyCores,
                List.of(
                        new SamplerCost("rapl", 1000, 7.5e-6, 7e-6, 0, 500, 1e-3, Optional.empty()),
                        new SamplerCost("estimate", 1000, 2e-6, 2e-6, 0, 999, 2e-6, Optional.empty()),
                        new SamplerCost("plug", 9, 0.02, Double.NaN, 512, 0, Double.NaN, Optional.of("told nothing"))),
                new Overhead(
                        new Repeats(List.of(1.0, 1.0, 1.0)),
                        new Repeats(List.of(1.01, 1.02, 1.03)),
                        new Repeats(List.of(1.0, 1.0, 1.0)),
                        new Repeats(List.of(0.98, 1.0, 1.02)),
                        new Repeats(List.of(99.0, 100.0, 101.0)),
                        origin,
                        0.006));
    }

    @Test
    void lines_busyMachineWithABrokenSampler_sayBoth() {
        SelfTest.Findings findings = findings(Origin.MEASURED, 1.7);

        assertThat(findings.isSound()).isFalse();
        assertThat(String.join("\n", SelftestTable.lines(findings, Glyphs.UNICODE)))
                .isEqualTo("""
                sampling loop: how far the time between two readings is from the period
                  period              readings          missed             p50             p99             max
                  1.00 ms                 2990              10         54.0 µs        400.0 µs         2.50 ms
                  Other programs kept 1.7 CPUs busy meanwhile: on an idle machine all these figures are smaller.

                a reading of each sampler, and how often it tells something new
                  sampler             readings            time        CPU time          memory         refresh
                  rapl                    1000          7.5 µs          7.0 µs             0 B         1.00 ms
                  estimate                1000          2.0 µs          2.0 µs             0 B at each reading
                  plug                       9         20.0 ms               –         512.0 B  no change seen
                  FAILED: told nothing

                a job of 1.00 s with the meter, against the same without, 3 pairs in turn
                  time      +2.00 %, 95 % interval -0.48 to +4.48 %: not resolved, it may be 0
                  CPU time  +0.00 %, 95 % interval -4.97 to +4.97 %: not resolved, it may be 0
                  meter     0.60 % of one core meanwhile, in its own process

                the smallest difference that two groups of n runs show (95 % confidence, 4 cases in 5)
                  of the job's          spread           n = 3           n = 5          n = 10
                  energy                1.00 %          3.04 %          2.02 %          1.33 %
                  time                  0.98 %          2.98 %          1.98 %          1.30 %
                  CPU time              2.00 %          6.07 %          4.04 %          2.65 %
                  The energy is MEASURED: 100.0 J a run.""");
    }

    @Test
    void lines_estimate_saysWhatItCannotShow() {
        assertThat(SelftestTable.lines(findings(Origin.ESTIMATED, 0.1), Glyphs.UNICODE))
                .contains(
                        "  The energy is ESTIMATED, 100.0 J a run: it follows time and CPU time, and shows no difference"
                                + " that these do not.")
                .noneMatch(line -> line.contains("Other programs"));
    }

    @Test
    void json_leavesOutWhatIsNotKnown() throws Exception {
        JsonNode json = new ObjectMapper().readTree(SelftestJson.text(findings(Origin.MEASURED, 0)));

        JsonNode plug = json.get("samplers").get(2);
        assertThat(plug.get("failure").textValue()).isEqualTo("told nothing");
        assertThat(plug.has("refreshSeconds")).isFalse();
        assertThat(json.get("overhead").get("time").get("mean").doubleValue()).isBetween(0.0199, 0.0201);
        assertThat(json.get("overhead").get("cpuTime").get("resolved").booleanValue())
                .isFalse();
        assertThat(json.get("resolution")
                        .get("energy")
                        .get("smallestDifferenceOf3")
                        .doubleValue())
                .isBetween(0.0303, 0.0304);
    }
}
