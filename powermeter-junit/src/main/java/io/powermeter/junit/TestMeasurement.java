package io.powermeter.junit;

import io.powermeter.meter.Phase;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.time.Duration;

/** The measurement of one test that is going on: a run, and in it a phase for the test method. */
final class TestMeasurement {
    private final TestMeter meter;
    private final Run run;
    private final String test;
    private final Phase method;
    private final long beganNanos;
    private int executions = 1;

    TestMeasurement(TestMeter meter, Run run, String test) {
        this.meter = meter;
        this.run = run;
        this.test = test;
        this.method = run.phase(test);
        this.beganNanos = System.nanoTime();
    }

    Run run() {
        return run;
    }

    /** Executes the test method again until a time has gone by since it began. */
    void repeat(Duration atLeast, Runnable testMethod) {
        while (System.nanoTime() - beganNanos < atLeast.toNanos()) {
            testMethod.run();
            executions++;
        }
    }

    /** Ends the measurement and returns what it found. */
    TestEnergy end() throws RecordingException {
        method.close();
        run.close();
        try {
            Summary summary = run.summary();
            PhaseEnergy energy = summary.phasesByName().stream()
                    .filter(phase -> phase.name().equals(test))
                    .findFirst()
                    .orElseThrow();
            return new TestEnergy(test, summary, energy, meter.floor(), executions);
        } finally {
            if (!meter.keepsRecordings()) {
                run.delete();
            }
        }
    }
}
