package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    Path root;

    private final TestClock clock = new TestClock();
    private final long start = TestClock.START.getEpochSecond();

    private Sampler meter(String parameters, String text) {
        FakeHost host = FakeHost.empty(root).put("/data/p.csv", text);
        return Found.meter(host, clock, "csv:/data/p.csv?" + parameters);
    }

    private void append(String text) throws IOException {
        Files.writeString(root.resolve("data/p.csv"), text, StandardOpenOption.APPEND);
    }

    private String reason(String parameters, String text) {
        FakeHost host = FakeHost.empty(root).put("/data/p.csv", text);
        host.set(Wattmeters.SETTING, "csv:/data/p.csv?" + parameters);
        return Found.absent(new WattmeterProvider(clock), host).reason();
    }

    @Test
    void sample_rowsOfTheFuture_waitForTheirTime() {
        Sampler sampler = meter(
                "column=watts",
                "time,watts\n" + (start - 1) + ",5\n" + start + ",10\n" + (start + 1) + ",20\n" + (start + 2) + ",40");
        long began = clock.nanos();
        Reading first = Found.read(sampler);
        assertThat(first.get(0)).isEqualTo(10);
        assertThat(first.instant()).isEqualTo(began);
        clock.advance(Duration.ofMillis(500));
        assertThat(Found.read(sampler).isNothingNew()).isTrue();
        clock.advance(Duration.ofMillis(1600));
        Reading two = Found.read(sampler);
        assertThat(two.get(0)).as("mean of 20 and 40").isEqualTo(30);
        assertThat(two.instant() - began).isEqualTo(1_500_000_000L);
    }

    @Test
    void sample_growingFile_givesWholeRowsOnly() throws IOException {
        Sampler sampler = meter("column=P (W)&time=when", "when;P (W)\n2026-11-22T10:00:00Z;7,5");
        assertThat(Found.read(sampler).get(0)).isEqualTo(7.5);
        append("2026-11-22T10:00:00.1Z;8");
        clock.advance(Duration.ofMillis(200));
        assertThat(Found.read(sampler).isNothingNew()).isTrue();
        append("5\n");
        assertThat(Found.read(sampler).get(0)).isEqualTo(85);
    }

    @Test
    void sample_fileThatStops_isAGapWithASentence() {
        Sampler sampler = meter("column=watts", "time,watts\n" + start + ",10");
        Found.read(sampler);
        clock.advance(Duration.ofSeconds(4));
        Reading reading = Found.read(sampler);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.warning()).isEqualTo("wattmeter-1: it told nothing for some time.");
    }

    @Test
    void sample_fileThatBeginsAnew_isReadAnew() throws IOException {
        Sampler sampler = meter("column=watts", "time,watts\n" + start + ",10\n" + start + ",10");
        Found.read(sampler);
        clock.advance(Duration.ofSeconds(1));
        Files.writeString(root.resolve("data/p.csv"), "watts,time\n77," + (start + 1) + "\n");
        Found.read(sampler);
        assertThat(Found.read(sampler).get(0)).isEqualTo(77);
    }

    @Test
    void sample_badRows_areGaps() throws IOException {
        Sampler sampler = meter("column=watts", "time,watts\n" + start + ",10");
        Found.read(sampler);
        append(start + ",\n" + start + ",x\n" + start + ",1,2\nnever,5\n" + start + ",1e99\n");
        clock.advance(Duration.ofSeconds(4));
        Reading reading = Found.read(sampler);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.warning()).isEqualTo("wattmeter-1: for some time it told nothing that is a power.");
    }

    @Test
    void detect_fileThatEndedLongAgo_isAbsent() throws IOException {
        Files.createDirectories(root.resolve("data"));
        Files.writeString(root.resolve("data/p.csv"), "time,watts\n" + (start - 3600) + ",10\n");
        FakeHost host = FakeHost.empty(root).set(Wattmeters.SETTING, "csv:/data/p.csv?column=watts");
        Detection.Absent absent = Found.absent(new WattmeterProvider(clock), host);
        assertThat(absent.reason()).isEqualTo("wattmeter-1: the last row of the file is more than a minute old");
        assertThat(absent.remedy())
                .isEqualTo("See that something writes it now, and that its times have a zone or are local.");
        assertThat(absent.missed()).isTrue();
        Files.writeString(
                root.resolve("data/p.csv"), "time,watts\n" + (start - 3600) + ",10\n" + (start + 5) + ",11\n");
        assertThat(Found.samplers(new WattmeterProvider(clock), host)).hasSize(1);
    }

    @Test
    void sample_omegawattFile_isReadByChannel() {
        Sampler sampler = meter(
                "channel=2",
                "#timestamp,#frame_is_ok,#U1,#current1,#activepow1,#current2,#activepow2\n" + (start - 1)
                        + ".0,false,,,,,\n" + start + ".0,true,230,1,99,1,22.5");
        assertThat(Found.read(sampler).get(0)).isEqualTo(22.5);
    }

    @Test
    void sample_quotedNames_areRead() {
        Sampler sampler = meter("column=Power, total", "\"Time\",\"Power, total\"\n\"" + start + "\",\"12.5\"");
        assertThat(Found.read(sampler).get(0)).isEqualTo(12.5);
    }

    @Test
    void detect_columnThatIsNotThere_listsThoseThatAre() {
        assertThat(reason("column=power", "time,watts\n1,2"))
                .isEqualTo("wattmeter-1: the file has no column power; it has: time, watts");
        assertThat(reason("column=watts", "x,watts\n1,2"))
                .isEqualTo("wattmeter-1: the file has no column of time (name it by time=); it has: x, watts");
        assertThat(reason("channel=3", "#timestamp,#activepow1\n"))
                .isEqualTo("wattmeter-1: the file has no column activepow3; it has: timestamp, activepow1");
        assertThat(reason("column=a", "<EMPTY>")).isEqualTo("wattmeter-1: the file is empty");
    }

    @Test
    void detect_noFile_saysSo() {
        FakeHost host = FakeHost.empty(root).set(Wattmeters.SETTING, "csv:/data/q.csv?column=a");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: the file cannot be read");
    }
}
