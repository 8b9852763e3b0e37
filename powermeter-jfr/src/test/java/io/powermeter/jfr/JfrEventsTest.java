package io.powermeter.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.rapl.SimulatedRapl;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JfrEventsTest {
    @TempDir
    Path root;

    @Test
    void run_whileTheFlightRecorderRecords_isOnItsTimeLine() throws IOException {
        Summary summary;
        List<RecordedEvent> events;
        SimulatedRapl rapl = SimulatedRapl.under(root.resolve("machine")).start();
        try (rapl;
                Recording recording = new Recording()) {
            PowerMeter meter = PowerMeter.builder()
                    .host(Host.local().withSys(root.resolve("machine")))
                    .period(Duration.ofMillis(10))
                    .recordTo(root.resolve("runs"))
                    .listener(new JfrEvents())
                    .build();
            recording.start();
            Run run = meter.start("recorded");
            Phase train = run.phase("train");
            Phase epoch = run.phase("epoch");
            spin(200);
            epoch.close();
            train.close();
            run.metric("loss", 0.25);
            run.close();
            summary = run.summary();
            recording.stop();
            recording.dump(root.resolve("run.jfr"));
            events = RecordingFile.readAllEvents(root.resolve("run.jfr"));
        }
        for (String channel : List.of("rapl/package-0", "rapl/package-0/dram")) {
            double joules = of(events, "powermeter.Energy").stream()
                    .filter(event -> event.getString("channel").equals(channel))
                    .mapToDouble(event -> event.getDouble("joules"))
                    .sum();
            long end = summary.recording().lastNanos();
            assertThat(joules)
                    .isPositive()
                    .isCloseTo(summary.curve(channel).orElseThrow().increase(0, end), within(1e-4));
        }
        RecordedEvent energy = of(events, "powermeter.Energy").get(0);
        assertThat(energy.getString("channel")).startsWith("rapl/package-0");
        assertThat(energy.getString("origin")).isEqualTo("MEASURED");
        assertThat(energy.getStackTrace()).isNull();
        assertThat(energy.getEventType().getCategoryNames()).containsExactly("powermeter");
        ValueDescriptor unit = energy.getEventType().getField("joules");
        assertThat(unit.getContentType()).isEqualTo("powermeter.Joules");
        assertThat(of(events, "powermeter.Phase"))
                .extracting(event -> event.getString("phase"))
                .containsExactly("epoch", "train");
        assertThat(of(events, "powermeter.Phase"))
                .allMatch(event -> event.getDuration().toMillis() >= 200);
        assertThat(of(events, "powermeter.Metric"))
                .singleElement()
                .matches(event -> event.getString("metric").equals("loss") && event.getDouble("value") == 0.25);
    }

    @Test
    void mark_gapOfACounter_hasNoJoulesUntilTheReadingAfterIt() throws IOException {
        RunInfo.SamplerInfo sampler = new RunInfo.SamplerInfo(
                "a",
                1_000_000_000,
                List.of(Channel.of("a/counter", Component.CPU, Quantity.ENERGY, Origin.MEASURED)),
                List.of());
        List<RecordedEvent> events = record(listener -> {
            listener.began(run(sampler));
            listener.readings(sampler, 0, new double[] {100});
            listener.mark(new Mark.Gap(1_000_000_000, 0, "a/counter", "went back"));
            listener.readings(sampler, 1_000_000_000, new double[] {100});
            listener.readings(sampler, 2_000_000_000, new double[] {103});
        });
        assertThat(of(events, "powermeter.Energy"))
                .extracting(event -> event.getDouble("joules"))
                .containsExactly(3.0);
    }

    @Test
    void readings_counterAndGauge_areJoulesSinceTheLastOneWithoutWhatIsMissing() throws IOException {
        List<Channel> channels = List.of(
                Channel.of("a/counter", Component.CPU, Quantity.ENERGY, Origin.MEASURED),
                Channel.of("a/gauge", Component.GPU, Quantity.POWER, Origin.ESTIMATED)
                        .partOf("a/counter"),
                Channel.of("a/celsius", Component.GPU, Quantity.TEMPERATURE, Origin.MEASURED));
        RunInfo.SamplerInfo sampler = new RunInfo.SamplerInfo("a", 1_000_000_000, channels, List.of());
        List<RecordedEvent> events = record(listener -> {
            EnergyReadings readings = new EnergyReadings(sampler);
            readings.tell(0, new double[] {100, 10, 40});
            readings.tell(1_000_000_000, new double[] {107, Double.NaN, 41});
            readings.tell(2_000_000_000, new double[] {Double.NaN, 30, 42});
            readings.tell(4_000_000_000L, new double[] {113, Double.NaN, 43});
            readings.tell(9_000_000_000L, new double[] {113, 30, 44});
        });
        assertThat(of(events, "powermeter.Energy"))
                .extracting(
                        event -> event.getString("channel"),
                        event -> event.getDouble("joules"),
                        event -> event.getDouble("watts"),
                        event -> event.getDuration("interval").toSeconds())
                .containsExactly(
                        tuple("a/counter", 7.0, 7.0, 1L),
                        tuple("a/gauge", 40.0, 20.0, 2L),
                        tuple("a/counter", 6.0, 2.0, 3L),
                        tuple("a/counter", 0.0, 0.0, 5L));
        assertThat(of(events, "powermeter.Energy").get(1).getString("partOf")).isEqualTo("a/counter");
    }

    @Test
    void mark_phasesOfOneNameOrLeftOpen_endAsInARecording() throws IOException {
        List<RecordedEvent> events = record(listener -> {
            listener.mark(new Mark.PhaseBegin(1, "step"));
            listener.mark(new Mark.PhaseBegin(2, "step"));
            listener.mark(new Mark.PhaseBegin(3, "open"));
            listener.mark(new Mark.PhaseEnd(4, "step"));
            listener.mark(new Mark.PhaseEnd(5, "never begun"));
            listener.mark(new Mark.PhaseEnd(6, "step"));
            listener.mark(new Mark.Gap(9, 2, "rapl/package-0", "it went back"));
            listener.mark(new Mark.Warning(9, "the clock was set"));
            listener.ended(new RunInfo.End(10, null, 0, 0));
        });
        assertThat(of(events, "powermeter.Phase"))
                .extracting(event -> event.getString("phase") + " " + event.getInt("depth"))
                .containsExactlyInAnyOrder("step 1", "step 0", "open 2");
        assertThat(of(events, "powermeter.Gap"))
                .singleElement()
                .matches(event -> event.getString("reason").equals("it went back")
                        && event.getDuration("length").toNanos() == 7);
        assertThat(of(events, "powermeter.Warning")).hasSize(1);
    }

    @Test
    void page_example_tellsPhasesAndMetrics() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/powermeter/jfr/Example.java"));
        assertThat(Files.readString(Path.of("../docs/jfr.md")))
                .contains("```java\nimport io.powermeter.jfr.JfrEvents;\n" + source.substring(source.indexOf("import "))
                        + "```");
        List<RecordedEvent> events = record(
                listener -> Example.main(new String[] {root.resolve("primes").toString()}));
        assertThat(of(events, "powermeter.Phase")).hasSize(3);
        assertThat(of(events, "powermeter.Metric"))
                .extracting(event -> event.getDouble("value"))
                .containsExactly(78_498.0, 148_933.0, 216_816.0); // https://oeis.org/A006880 tells the first
    }

    private interface Told {
        void to(JfrEvents listener) throws IOException;
    }

    private static RunInfo run(RunInfo.SamplerInfo sampler) {
        return new RunInfo(
                "recorded",
                List.of(),
                Instant.EPOCH,
                0,
                new Machine("cpu", 1, 1, 1, 1, "os", "none", "jvm"),
                List.of(sampler),
                Map.of(),
                Map.of(),
                "test",
                null);
    }

    private List<RecordedEvent> record(Told told) throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            told.to(new JfrEvents());
            recording.stop();
            recording.dump(root.resolve("told.jfr"));
        }
        return RecordingFile.readAllEvents(root.resolve("told.jfr"));
    }

    /** Returns the events of one type in order of their end. */
    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
    }

    private static void spin(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
