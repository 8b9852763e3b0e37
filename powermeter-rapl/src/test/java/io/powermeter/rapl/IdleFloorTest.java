package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.Host;
import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.meter.RunListener;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IdleFloorTest {
    @TempDir
    Path root;

    @Test
    void idleFloor_ofAMachineThatIdles_isItsPowerAndFitsTheSameSensorsOnly() throws Exception {
        SimulatedRapl rapl = SimulatedRapl.under(root).start();
        try (rapl) {
            PowerMeter meter = PowerMeter.builder()
                    .host(Host.local().withSys(root))
                    .recordTo(root.resolve("runs"))
                    .build();
            IdleFloor floor = meter.idleFloor(Duration.ofMillis(200));
            assertThat(root.resolve("runs")).doesNotExist();
            assertThat(floor.watts()).isCloseTo(55, within(11.0)); // on a loaded machine the counters lag behind
            assertThat(floor.errorWatts()).isBetween(0.0, 11.0);

            Run run = meter.start("after");
            Phase phase = run.phase("work");
            phase.close();
            run.close();
            Summary summary = run.summary();
            PhaseEnergy work = summary.phasesByName().get(0);
            assertThat(floor.joules(summary, work))
                    .isCloseTo(floor.watts() * work.seconds() * work.coverage(), within(1e-9));
            assertThat(new IdleFloor(Set.of("other/x"), 1, 0).joules(summary, work))
                    .isNaN();
        }
    }

    @Test
    void idleFloor_ofAMeterThatContinuesARunAndTellsOfIt_isNoPartOfEither() throws Exception {
        SimulatedRapl rapl = SimulatedRapl.under(root).start();
        try (rapl) {
            List<String> begun = new ArrayList<>();
            PowerMeter meter = PowerMeter.builder()
                    .host(Host.local().withSys(root))
                    .continueIn(root.resolve("run"))
                    .setting("country", "FRA")
                    .listener(new RunListener() {
                        @Override
                        public void began(RunInfo info) {
                            begun.add(info.name());
                        }
                    })
                    .build();
            Run run = meter.start("first");
            run.phase("work").close();
            run.close();

            IdleFloor floor = meter.idleFloor(Duration.ofMillis(200));

            assertThat(begun).containsExactly("first");
            assertThat(run.summary().phasesByName())
                    .extracting(PhaseEnergy::name)
                    .containsExactly("work");
            assertThat(floor.watts()).isCloseTo(55, within(11.0));
        }
    }
}
