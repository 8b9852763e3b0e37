package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.sampler.Job;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmiSamplerTest {
    private static final String HEADER = "# gpu         pid   type     sm    mem    enc    dec    command\n"
            + "# Idx           #    C/G      %      %      %      %    name\n";

    @TempDir
    Path root;

    @Test
    void sample_newDocument_isReadAsOfWhenItCame() {
        SmiMachine machine = SmiMachine.named(root, "v12-570");
        try (Sampler sampler = machine.sampler()) {
            long before = machine.nanos();
            Reading first = SmiMachine.read(sampler);
            assertThat(first.instant()).isLessThanOrEqualTo(machine.nanos());

            machine.tells(SmiMachine.resource("v12-570").replace("11.75 W", "170.00 W"));

            SmiMachine.await(() -> SmiMachine.value(sampler, SmiMachine.read(sampler), "nvidia-smi/gpu-0") == 170.00);
            assertThat(machine.nanos()).isGreaterThan(before);
        }
    }

    @Test
    void sample_nothingNew_saysSo() {
        SmiMachine machine = SmiMachine.of(root, "").program("cat " + root.resolve("smi.xml") + "; sleep 60");
        machine.tells(SmiMachine.resource("v12-570"));
        try (Sampler sampler = machine.sampler()) {
            assertThat(SmiMachine.read(sampler).isNothingNew()).isFalse();
            assertThat(SmiMachine.read(sampler).isNothingNew()).isTrue();
        }
    }

    @Test
    void sample_programHangs_valuesAreMissingWithAWarning() {
        SmiMachine machine = SmiMachine.of(root, "").program("cat " + root.resolve("smi.xml") + "; sleep 60");
        machine.tells(SmiMachine.resource("v12-570"));
        try (Sampler sampler = machine.sampler()) {
            SmiMachine.read(sampler);
            machine.passes(Duration.ofSeconds(11));
            Reading reading = SmiMachine.read(sampler);
            assertThat(reading.isNothingNew()).isFalse();
            assertNoValue(reading);
            assertThat(reading.warning())
                    .isEqualTo(
                            "nvidia-smi has told nothing for more than 10 s: until it does, its values are missing.");
        }
    }

    @Test
    void sample_programKilledInTheMiddleOfADocument_isStartedAgain() {
        String xml = root.resolve("smi.xml").toString();
        SmiMachine machine = SmiMachine.of(root, "")
                .program("if [ -e " + root + "/again ]; then while :; do cat " + xml + "2; sleep 0.05; done; fi\n"
                        + "touch " + root + "/again; cat " + xml + "; head -c 700 " + xml + "; kill -9 $$");
        machine.tells(SmiMachine.resource("v12-570"));
        machine.host.put("/smi.xml2", SmiMachine.resource("v12-570").replace("11.75 W", "99.00 W"));
        try (Sampler sampler = machine.sampler()) {
            assertThat(SmiMachine.value(sampler, SmiMachine.read(sampler), "nvidia-smi/gpu-0"))
                    .isIn(11.75, 99.00);
            SmiMachine.await(() -> SmiMachine.value(sampler, SmiMachine.read(sampler), "nvidia-smi/gpu-0") == 99.00);
        }
    }

    @Test
    void sample_cardThatDisappears_isMissingAndTheOtherIsNotTakenForIt() {
        String both = SmiMachine.resource("v13-turing");
        String second = both.substring(0, both.indexOf("\t<gpu id")) + both.substring(both.lastIndexOf("\t<gpu id"));
        SmiMachine machine = SmiMachine.of(root, both);
        try (Sampler sampler = machine.sampler()) {
            SmiMachine.read(sampler);
            machine.tells(second);
            SmiMachine.await(() -> {
                Reading reading = SmiMachine.read(sampler);
                boolean gone = "nvidia-smi no longer lists nvidia-smi/gpu-0: until it does, its values are missing."
                        .equals(reading.warning());
                if (gone) {
                    assertThat(SmiMachine.value(sampler, reading, "nvidia-smi/gpu-0"))
                            .isNaN();
                    assertThat(SmiMachine.value(sampler, reading, "nvidia-smi/gpu-1"))
                            .isEqualTo(1.00);
                }
                return gone;
            });
            machine.tells(both);
            SmiMachine.await(() -> SmiMachine.value(sampler, SmiMachine.read(sampler), "nvidia-smi/gpu-0") == 9.25);
        }
    }

    @Test
    void sample_instantFailsForAWhile_isNotReplacedByTheAverage() {
        SmiMachine machine = SmiMachine.named(root, "v12-570");
        try (Sampler sampler = machine.sampler()) {
            SmiMachine.read(sampler);
            machine.tells(SmiMachine.resource("v12-570").replace("11.75 W", "[Unknown Error]"));
            SmiMachine.await(() -> {
                Reading reading = SmiMachine.read(sampler);
                return Double.isNaN(SmiMachine.value(sampler, reading, "nvidia-smi/gpu-0"))
                        && SmiMachine.value(sampler, reading, "nvidia-smi/gpu-0/power-average") == 11.50;
            });
        }
    }

    @Test
    void sample_jobBesideAnother_hasItsShareOfTheUse() {
        SmiMachine machine = SmiMachine.named(root, "v13-h100")
                .runs(11345)
                .pmon(HEADER + "    0      11327     C     20      1      -      -    memhog\n"
                        + "    0      11345     C     60     10      -      -    gpu burn er\n");
        try (Sampler sampler = machine.sampler()) {
            TestJob job = new TestJob(11345L);
            sampler.follow(job);
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", 0.75);
            assertThat(job.utilization).isEqualTo(Map.of(11345L, 0.60));
            assertThat(job.bytes).isEqualTo(Map.of(11345L, 700 * 0x1p20));
        }
    }

    @Test
    void sample_onlyTheOtherHasAValueOfUse_allIsTheOthers() {
        SmiMachine machine = SmiMachine.named(root, "v13-h100")
                .runs(11345)
                .pmon(HEADER + "    0      11327     C      -      -      -      -    memhog\n"
                        + "    0      11345     C     99     10      -      -    gpu_burn\n");
        try (Sampler sampler = machine.sampler()) {
            sampler.follow(new TestJob(11327L));
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", 0);
        }
    }

    @Test
    void sample_useOfNobodyIsKnown_shareIsUnknown() {
        SmiMachine machine = SmiMachine.named(root, "v12-535-mig")
                .runs(51)
                .pmon(HEADER + "    0      51     C      -      -      -      -    a\n"
                        + "    0      52     C      -      -      -      -    b\n");
        try (Sampler sampler = machine.sampler()) {
            TestJob job = new TestJob(51L);
            sampler.follow(job);
            SmiMachine.await(() -> !SmiMachine.read(sampler).isNothingNew() && !job.bytes.isEmpty());
            assertThat(job.utilization.get(51L)).isNaN();
            assertThat(job.bytes).isEqualTo(Map.of(51L, 40 * 0x1p20));
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", Double.NaN);
        }
    }

    @Test
    void sample_idleCard_isSharedByMemory() {
        SmiMachine machine = SmiMachine.of(
                        root, SmiMachine.resource("v13-h100").replace("<gpu_util>99 %", "<gpu_util>0 %"))
                .runs(11327);
        try (Sampler sampler = machine.sampler()) {
            sampler.follow(new TestJob(11327L));
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", 0.3);
        }
    }

    @Test
    void sample_busyCardWithoutProcesses_shareIsUnknownUnlessItIsHidden() {
        SmiMachine machine = SmiMachine.named(root, "v13-gb200");
        machine.host.set("CUDA_VISIBLE_DEVICES", "0");
        try (Sampler sampler = machine.sampler()) {
            sampler.follow(new TestJob(1L));
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", Double.NaN);
            awaitShare(sampler, "nvidia-smi/gpu-1/job-share", 0);
            assertThat(sampler.notes())
                    .contains(
                            "nvidia-smi/gpu-1 is hidden from the job by CUDA_VISIBLE_DEVICES: the job's share of it is 0.");
        }
    }

    @Test
    void sample_noJob_hasNoShare() {
        try (Sampler sampler = SmiMachine.named(root, "v10-418").sampler()) {
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", Double.NaN);
        }
    }

    @Test
    void notes_cards_areNamedWithWhatIsSpecial() {
        assertThat(notes("v12-535-mig"))
                .contains(
                        "nvidia-smi/gpu-0 is cut into MIG instances: the power is the whole board's, and how much each process"
                                + " uses is not known.")
                .anyMatch(note ->
                        note.startsWith("NVIDIA A100-SXM4-80GB: power is sampled during 25 % of the time only"));
        assertThat(notes("v9-384"))
                .contains(
                        "nvidia-smi/gpu-0 is \"GeForce GTX 1070\" (GPU-00000090-1111-2222-3333-444444444444 at"
                                + " 00000000:01:00.0); its power is what its driver calls the draw.",
                        "nvidia-smi/gpu-1 is \"GeForce GTX 1070\" (GPU-00000091-1111-2222-3333-444444444444 at"
                                + " 00000000:03:00.0); it tells no power (\"[Unknown Error]\"), so its energy is not measured.");
        assertThat(notes("v6-no-power"))
                .containsExactly("nvidia-smi/gpu-0 is \"GeForce 8800 GT\" (GPU-00000006-1111-2222-3333-444444444444 at"
                        + " 0000:01:00.0); it tells no power, so its energy is not measured.");
        assertThat(notes("v13-gb200"))
                .contains(
                        "nvidia-smi/gpu-0/module holds the card and what is on its module besides, such as the processor.");
        assertThat(notes("v12-570")).anyMatch(note -> note.endsWith("its power is the instant one."));
    }

    @Test
    void notes_moreThanFourCards_tellOfTheLimitOfPmon() {
        String one = SmiMachine.resource("v10-418");
        String card = one.substring(one.indexOf("\t<gpu id"), one.indexOf("</nvidia_smi_log>"));
        StringBuilder five = new StringBuilder(one.substring(0, one.indexOf("\t<gpu id")));
        for (int i = 0; i < 5; i++) {
            five.append(card.replace("00000000:29", "00000000:2" + i));
        }
        try (Sampler sampler =
                SmiMachine.of(root, five.append("</nvidia_smi_log>").toString()).sampler()) {
            assertThat(sampler.channels()).hasSize(25);
            assertThat(sampler.notes()).anyMatch(note -> note.startsWith("nvidia-smi pmon watches at most 4 cards"));
        }
    }

    @Test
    void close_sampler_endsBothChildren() {
        SmiMachine machine = SmiMachine.named(root, "v10-418");
        Sampler sampler = machine.sampler();
        sampler.follow(new TestJob(1L));
        SmiMachine.await(() -> machine.host.children().size() == 2);
        sampler.close();
        SmiMachine.await(() -> machine.host.children().isEmpty());
    }

    @Test
    void sample_processesThatCannotBeSeenFromHere_shareIsUnknown() {
        SmiMachine machine = SmiMachine.named(root, "v13-h100");
        try (Sampler sampler = machine.sampler()) {
            sampler.follow(new TestJob(1L));
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", Double.NaN);
            machine.runs(11345);
            awaitShare(sampler, "nvidia-smi/gpu-0/job-share", 0);
        }
    }

    private List<String> notes(String name) {
        try (Sampler sampler = SmiMachine.named(root.resolve(name), name).sampler()) {
            return sampler.notes();
        }
    }

    /** Waits for a share; of an unknown one, for several readings that do not know it. */
    private static void awaitShare(Sampler sampler, String id, double share) {
        int[] unknown = {0};
        SmiMachine.await(() -> {
            Reading reading = SmiMachine.read(sampler);
            double value = SmiMachine.value(sampler, reading, id);
            unknown[0] += !reading.isNothingNew() && Double.isNaN(value) ? 1 : 0;
            return Double.isNaN(share) ? unknown[0] > 5 : Math.abs(value - share) < 1e-9;
        });
    }

    private static void assertNoValue(Reading reading) {
        for (int i = 0; i < reading.size(); i++) {
            assertThat(reading.has(i)).isFalse();
        }
    }

    private static final class TestJob implements Job {
        final Map<Long, Double> utilization = new TreeMap<>();
        final Map<Long, Double> bytes = new TreeMap<>();
        private final Set<Long> pids;

        TestJob(Long... pids) {
            this.pids = Set.of(pids);
        }

        @Override
        public boolean holds(long pid) {
            return pids.contains(pid);
        }

        @Override
        public void usesAccelerators(long pid, double use, double memory) {
            utilization.put(pid, use);
            bytes.put(pid, memory);
        }
    }
}
