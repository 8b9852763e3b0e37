package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JobShareTest {
    private static final long MINE = 10;
    private static final long ALSO_MINE = 11;
    private static final long OTHER = 20;

    private final TestJob job = new TestJob(MINE, ALSO_MINE);
    private final JobShare share = new JobShare();

    @Test
    void value_nobody_isNone() {
        assertThat(share.value()).isZero();
    }

    @Test
    void value_onlyTheJob_isAllWhateverIsKnown() {
        share.add(job, MINE, Double.NaN, Double.NaN);
        assertThat(share.value()).isEqualTo(1);
    }

    @Test
    void value_onlyOthers_isNoneWhateverIsKnown() {
        share.add(job, OTHER, Double.NaN, Double.NaN);
        assertThat(share.value()).isZero();
    }

    @Test
    void value_severalBusy_isTheJobsPartOfTheirUse() {
        share.add(job, MINE, 0.3, 100);
        share.add(job, ALSO_MINE, 0.3, 100);
        share.add(job, OTHER, 0.2, 1_000);
        assertThat(share.value()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void value_otherHoldsMemoryButIsNotBusy_isAll() {
        share.add(job, MINE, 0.5, 100);
        share.add(job, OTHER, 0, 1_000);
        assertThat(share.value()).isEqualTo(1);
    }

    @Test
    void value_nobodyBusy_isTheJobsPartOfTheirMemory() {
        share.add(job, MINE, 0, 100);
        share.add(job, OTHER, 0, 300);
        assertThat(share.value()).isEqualTo(0.25);
    }

    @Test
    void value_useOfOneNotKnown_isNotKnown() {
        share.add(job, MINE, 0.5, 100);
        share.add(job, OTHER, Double.NaN, 100);
        assertThat(share.value()).isNaN();
    }

    @Test
    void value_nobodyBusyAndMemoryOfOneNotKnown_isNotKnown() {
        share.add(job, MINE, 0, 100);
        share.add(job, OTHER, 0, Double.NaN);
        assertThat(share.value()).isNaN();
    }

    @Test
    void clear_afterProcesses_forgetsThem() {
        share.add(job, MINE, 0.5, 100);
        share.clear();
        share.add(job, OTHER, 0.5, 100);
        assertThat(share.value()).isZero();
    }
}
