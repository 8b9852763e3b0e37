package io.powermeter.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.measurement.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static final Plan SHORT = new Plan(
            List.of(new Plan.Loop(Duration.ofMillis(1), Duration.ofMillis(100))),
            Duration.ofMillis(30),
            2,
            Duration.ofMillis(20));

    private final List<String> steps = new ArrayList<>();

    private SelfTest test(int mostSteps) {
        SelfTest.Starter starter = command -> new ProcessBuilder(command).start();
        return new SelfTest(Host.local(), EstimateSettings.NONE, SHORT, starter, new SelfTest.Watcher() {
            @Override
            public void step(String what) {
                steps.add(what);
            }

            @Override
            public boolean cancelled() {
                return steps.size() >= mostSteps;
            }

            @Override
            public void sleep(Duration time) {
                LockSupport.parkNanos(time.toNanos());
            }
        });
    }

    @Test
    void run_shortPlan_findsEverythingItPromises() throws Exception {
        SelfTest.Findings findings = test(Integer.MAX_VALUE).run();

        assertThat(findings.jitter()).hasSize(1);
        assertThat(findings.jitter().get(0).readings()).isBetween(2, 102);
        assertThat(findings.jitter().get(0).p99Seconds())
                .isGreaterThanOrEqualTo(findings.jitter().get(0).medianSeconds());
        assertThat(findings.samplers())
                .filteredOn(sampler -> sampler.name().equals("usage"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.failure()).isEmpty());
        assertThat(findings.samplers()).allMatch(sampler -> sampler.wallSeconds() > 0);
        assertThat(findings.busyCores()).isNotNegative();
        Overhead overhead = findings.overhead();
        assertThat(overhead.secondsWith().values()).hasSize(2).allMatch(seconds -> seconds > 0);
        assertThat(overhead.cpuWithout().values()).hasSize(2);
        assertThat(overhead.joules().values()).hasSize(2).allMatch(joules -> joules > 0);
        assertThat(overhead.origin()).isIn((Object[]) Origin.values());
        assertThat(overhead.time().low()).isLessThan(overhead.time().high());
        assertThat(steps).contains("sampler usage", "loop of 1 ms", "reference job without and with the meter, 2 of 2");
    }

    @Test
    void run_cancelled_endsBeforeTheNextStep() {
        assertThatThrownBy(() -> test(1).run()).isInstanceOf(CancellationException.class);
        assertThat(steps).hasSize(1);
    }

    @Test
    void plan_onePair_isRefused() {
        assertThatThrownBy(() -> new Plan(List.of(), Duration.ZERO, 1, Duration.ZERO))
                .hasMessage("an interval needs 2 pairs or more, not 1");
    }
}
