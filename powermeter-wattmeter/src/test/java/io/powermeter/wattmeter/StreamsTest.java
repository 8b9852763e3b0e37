package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters that tell by themselves. */
@Timeout(30)
class StreamsTest {
    private static final String HEADING =
            "#timestamp,#frame_is_ok,#U1,#U2,#U3,#current1,#activepow1,#current2,#activepow2";

    @TempDir
    Path root;

    private final TestClock clock = new TestClock();

    private static String epoch(double secondsAfterStart) {
        return String.format(java.util.Locale.ROOT, "%.9f", TestClock.START.getEpochSecond() + secondsAfterStart);
    }

    @Test
    void omegawatt_framesGoodAndBad_areAveragedAndStampedByTheirOwnTime() {
        Frames frames = new Frames(2);
        OmegaWatt lines = new OmegaWatt(new int[] {1, 2}, frames, clock);
        lines.line("1640278000.1,true,1,1,1,1,99,1,99");
        assertThat(frames.take()).as("before the heading").isNull();
        lines.line(HEADING);
        long start = clock.nanos();
        clock.advance(Duration.ofSeconds(1));
        lines.line(epoch(0.90) + ",true,232.1,0.0,0.0,0.4,50.0,0.1,-0.0");
        lines.line(epoch(0.91) + ",false,,,,,,,");
        lines.line(epoch(0.92) + ",true,232.1,0.0,0.0,0.4,54.0,0.1,20.0");
        lines.line(epoch(0.93) + ",true,232.1,0.0,0.0,0.4,nan,0.1,nan");
        lines.line(epoch(0.94) + ",true,232.1,0.0,0.0,0.4,1");
        Frames.Mean mean = frames.take();
        assertThat(mean.watts()).containsExactly(52, 20);
        assertThat(mean.nanos() - start).isCloseTo(910_000_000L, within(1000L));
        assertThat(frames.take()).isNull();
    }

    @Test
    void omegawatt_framesOfAnotherClock_areStampedAsTheyArrive() {
        Frames frames = new Frames(1);
        OmegaWatt lines = new OmegaWatt(new int[] {1}, frames, clock);
        lines.line(HEADING);
        lines.line("1640278000.114471436,true,232.1,0.0,0.0,0.4,54.2,0.1,22.5");
        assertThat(frames.take().nanos()).isEqualTo(clock.nanos());
    }

    @Test
    void omegawatt_program_isStartedWithItsOptionsAndEndedByItsSignal() throws IOException, InterruptedException {
        FakeHost host = FakeHost.empty(root);
        Path ended = root.resolve("ended");
        host.put(
                "/opt/wattmetre-read",
                "#!/bin/sh\necho log >&2\necho '" + HEADING
                        + "'\ntrap 'echo \"$@\" >" + ended + ".new; mv " + ended + ".new " + ended + "; exit 0' USR1\n"
                        + "set -- \"$@\"\necho 1640278000.1,false,,,,,,,\necho 1640278000.2,true,230,0,0,1,60.5,1,7\n"
                        + "while :; do sleep 0.05; done");
        Sampler sampler =
                Found.meter(host, clock, "omegawatt:/dev/ttyUSB0?program=/opt/wattmetre-read&channel=1,2&channels=12");
        Reading reading = Found.read(sampler);
        assertThat(sampler.channels())
                .extracting(c -> c.id())
                .containsExactly("wattmeter-1/power-1", "wattmeter-1/power-2");
        assertThat(reading.get(0)).isEqualTo(60.5);
        assertThat(reading.get(1)).isEqualTo(7);
        assertThat(reading.instant()).isEqualTo(clock.nanos());
        assertThat(Found.read(sampler).isNothingNew()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        Reading silent = Found.read(sampler);
        assertThat(silent.isNothingNew()).isFalse();
        assertThat(silent.has(0)).isFalse();
        assertThat(silent.warning()).isEqualTo("wattmeter-1: it told nothing for some time.");
        sampler.close();
        assertThat(awaitFile(ended)).isEqualTo("--tty=/dev/ttyUSB0 --nb=12\n");
    }

    private static String awaitFile(Path file) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Files.notExists(file) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return Files.readString(file);
    }

    @Test
    void omegawatt_noProgram_saysSo() {
        FakeHost host = FakeHost.empty(root).set(Wattmeters.SETTING, "omegawatt:/dev/ttyUSB0");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: there is no program wattmetre-read");
    }

    @Test
    void command_linesOfAllSorts_onlyPowersCount() {
        FakeHost host = FakeHost.empty(root);
        host.put("/usr/bin/meter", "#!/bin/sh\necho hello\necho P=12.5W\nexec sleep 60");
        Sampler sampler = Found.meter(host, clock, "command?component=gpu&part-of=nvidia/gpu-0: meter -x 'a b'");
        assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/power GPU POWER in nvidia/gpu-0");
        assertThat(Found.read(sampler).get(0)).isEqualTo(12.5);
        sampler.close();
    }

    @Test
    void command_thatEndsOrTellsNothing_isAbsentWithTheReason() {
        FakeHost host = FakeHost.empty(root);
        host.put("/usr/bin/meter", "#!/bin/sh\necho 'no such device' >&2\nexit 7");
        host.set(Wattmeters.SETTING, "command?period=100ms: meter");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: it told nothing: it ended with code 7 (no such device)");
    }

    @Test
    void sample_onlyBadLines_isAGapWithASentence() {
        Frames frames = new Frames(1);
        Sampler sampler = StreamSampler.of(
                MeterLine.parse("command: x", "m"),
                Wattmeters.parse("command: x").meters().get(0).roots(),
                frames,
                () -> {},
                clock);
        frames.add(clock.nanos(), 5);
        Found.read(sampler);
        frames.add(clock.nanos(), Double.NaN);
        Reading reading = Found.read(sampler);
        assertThat(reading.isNothingNew()).isTrue();
        assertThat(reading.warning()).as("one bad line between good ones").isNull();
        clock.advance(Duration.ofSeconds(4));
        frames.add(clock.nanos(), Double.NaN);
        reading = Found.read(sampler);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.warning()).isEqualTo("m: for some time it told nothing that is a power.");
    }

    @Test
    void sample_first_forgetsWhatWasBefore() {
        Frames frames = new Frames(1);
        Sampler sampler = StreamSampler.of(
                MeterLine.parse("command: x", "m"),
                Wattmeters.parse("command: x").meters().get(0).roots(),
                frames,
                () -> {},
                clock);
        frames.add(clock.nanos(), 1000);
        clock.advance(Duration.ofSeconds(1));
        frames.add(clock.nanos(), 10);
        Reading first = Found.read(sampler);
        assertThat(first.get(0)).isEqualTo(10);
        assertThat(first.instant()).isEqualTo(clock.nanos());
    }

    @Test
    void serial_port_isReadLineByLine() throws IOException, InterruptedException {
        Process pty = pty();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(pty.getInputStream(), StandardCharsets.UTF_8))) {
            Path port = Path.of(says.readLine());
            FakeHost host = FakeHost.empty(root);
            host.put("/dev/ttyUSB7", "<LINK>" + port);
            Sampler sampler = Found.meter(host, clock, "serial:/dev/ttyUSB7?baud=9600");
            assertThat(Found.read(sampler).get(0)).isEqualTo(12.34);
            assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                    .filteredOn(line -> line.contains("libjSerialComm.so"))
                    .as("the native library lay in a folder of its own, which is gone")
                    .isNotEmpty()
                    .allMatch(line -> line.contains("/powermeter-serial-") && line.endsWith("(deleted)"));
            sampler.close();
            host.remove("/dev/ttyUSB7");
        } finally {
            pty.destroyForcibly();
        }
    }

    @Test
    void serial_noPort_saysSo() {
        FakeHost host = FakeHost.empty(root).set(Wattmeters.SETTING, "serial:/dev/ttyUSB7");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: it told nothing: there is no such port (see: ls /dev/ttyUSB* /dev/ttyACM*)");
    }

    /** Returns a program that prints the path of a pseudo-terminal and then writes readings to it. */
    private static Process pty() throws IOException {
        String script = "import os,pty,tty,time,sys\n"
                + "m,s=pty.openpty()\ntty.setraw(s)\nprint(os.ttyname(s),flush=True)\n"
                + "while True:\n  os.write(m,b'P=12.34W\\r\\n'); time.sleep(0.05)\n";
        Process process = null;
        try {
            process = new ProcessBuilder("python3", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            String skipped = "no python3 to make a pseudo-terminal: the serial port is not tested";
            System.out.println(skipped);
            Assumptions.abort(skipped);
        }
        return process;
    }
}
