package io.powermeter.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sampler keeps. A sensor module extends it with a machine on which its provider finds something. */
public abstract class SamplerContract {
    @TempDir
    Path root;

    private final List<Sampler> open = new ArrayList<>();

    /** A sampler may keep a program running. */
    @AfterEach
    void closeSamplers() {
        open.forEach(Sampler::close);
    }

    /** Returns the provider under test. */
    protected abstract SamplerProvider provider();

    /** Makes a machine, under {@code root}, that has the sensor. */
    protected abstract FakeHost machine(Path root);

    /** Makes the sensor's files of {@code machine} unreadable. */
    protected abstract void breakSensor(FakeHost machine);

    @Test
    void detect_machineWithoutAnyFile_isAbsentWithReasonInOneSentence() {
        Detection detection = provider().detect(FakeHost.empty(root));
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        assertThat(((Detection.Absent) detection).reason()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void channels_everySampler_haveUniqueIdsThatStartWithItsName() {
        Set<String> ids = new HashSet<>();
        for (Sampler sampler : found(machine(root))) {
            for (Channel channel : sampler.channels()) {
                assertThat(channel.id()).startsWith(sampler.name() + "/");
                assertThat(ids.add(channel.id())).as("second %s", channel.id()).isTrue();
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    void channels_partOfAndMirrorOf_nameChannelsThatExist() {
        List<Sampler> samplers = found(machine(root));
        List<Channel> all =
                samplers.stream().flatMap(s -> s.channels().stream()).toList();
        List<String> ids = all.stream().map(Channel::id).toList();
        for (Channel channel : all) {
            if (channel.partOf() != null) {
                assertThat(ids).contains(channel.partOf());
            }
            if (channel.mirrorOf() != null) {
                assertThat(ids).contains(channel.mirrorOf());
            }
        }
    }

    @Test
    void sample_workingSensor_readsSomethingWithinEachCountersRange() {
        for (Sampler sampler : found(machine(root))) {
            Reading reading = new Reading(sampler.channels().size());
            sampler.sample(reading);
            int read = 0;
            for (int i = 0; i < reading.size(); i++) {
                Double wrapsAt = sampler.channels().get(i).wrapsAt();
                if (reading.has(i)) {
                    read++;
                    if (wrapsAt != null) {
                        assertThat(reading.get(i)).isBetween(0.0, wrapsAt);
                    }
                }
            }
            assertThat(read).as("channels that %s could read", sampler.name()).isPositive();
        }
    }

    @Test
    void sample_sensorThatBreaks_leavesValuesMissingAndDoesNotThrow() {
        FakeHost machine = machine(root);
        List<Sampler> samplers = found(machine);
        breakSensor(machine);
        for (Sampler sampler : samplers) {
            Reading reading = new Reading(sampler.channels().size());
            assertThatCode(() -> sampler.sample(reading)).doesNotThrowAnyException();
            for (int i = 0; i < reading.size(); i++) {
                assertThat(reading.has(i))
                        .as(sampler.channels().get(i).id() + " after the sensor broke")
                        .isFalse();
            }
        }
    }

    @Test
    void close_twice_isHarmless() {
        for (Sampler sampler : found(machine(root))) {
            sampler.close();
            assertThatCode(sampler::close).doesNotThrowAnyException();
        }
    }

    private List<Sampler> found(FakeHost machine) {
        Detection detection = provider().detect(machine);
        assertThat(detection).isInstanceOf(Detection.Found.class);
        List<Sampler> samplers = ((Detection.Found) detection).samplers();
        open.addAll(samplers);
        return samplers;
    }
}
