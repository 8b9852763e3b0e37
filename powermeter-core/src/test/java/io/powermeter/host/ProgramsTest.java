package io.powermeter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs are really run: shell scripts below the root of a machine that is not there. */
@Timeout(30)
class ProgramsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path root;

    private FakeHost program(String name, String... lines) {
        return FakeHost.empty(root).put("/usr/bin/" + name, "#!/bin/sh\n" + String.join("\n", lines));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void run_program_returnsItsOutputInTheLanguageOfNumbersWithPoints() throws UnreadableException {
        FakeHost host = program("say", "echo \" $1-$2 $LC_ALL \"; echo noise >&2");
        assertThat(host.run(LIMIT, "say", "a b", "$(c)")).isEqualTo("a b-$(c) C");
        assertThat(host.run(LIMIT, "/usr/bin/say", "x", "y")).isEqualTo("x-y C");
    }

    @Test
    void run_failures_areToldWithTheirReason() {
        FakeHost host = program("fail", "echo; echo 'No devices were found' >&2; exit 6")
                .put("/usr/bin/plain", "not executable")
                .put("/usr/bin/hang", "#!/bin/sh\nsleep 30")
                .put("/usr/bin/flood", "#!/bin/sh\nyes");
        assertThatThrownBy(() -> host.run(LIMIT, "fail"))
                .hasMessage("Cannot read fail: it ended with code 6 (No devices were found).");
        assertThatThrownBy(() -> host.run(LIMIT, "none"))
                .hasMessage("Cannot read none: no program of this name on the PATH.")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(UnreadableException.class))
                .extracting(UnreadableException::reason)
                .isEqualTo(UnreadableException.Reason.MISSING);
        assertThatThrownBy(() -> host.run(LIMIT, "/usr/bin/plain"))
                .hasMessage("Cannot read /usr/bin/plain: no such program.");
        assertThatThrownBy(() -> host.run(Duration.ofMillis(100), "hang"))
                .hasMessage("Cannot read hang: it did not end within 100 ms.");
        assertThatThrownBy(() -> host.run(LIMIT, "flood"))
                .hasMessage("Cannot read flood: it wrote more than 1048576 bytes.");
        await(() -> host.children().isEmpty());
    }

    @Test
    void program_otherPath_isSearchedInItsOrder() {
        FakeHost host = program("say", "echo usual").put("/opt/bin/say", "#!/bin/sh\necho other");
        assertThat(host.program("say")).contains(root.resolve("usr/bin/say"));
        host.set("PATH", "relative:/opt/bin:/usr/bin");
        assertThat(host.program("say")).contains(root.resolve("opt/bin/say"));
    }

    @Test
    void setting_overTheEnvironment_isSeenOnlyThere() {
        Host host = Host.local().withSetting("PATH", "/here").withSetting("POWERMETER_X", "1");
        assertThat(host.setting("PATH")).contains("/here");
        assertThat(host.setting("POWERMETER_X")).contains("1");
        assertThat(Host.local().setting("PATH")).isEqualTo(Optional.ofNullable(System.getenv("PATH")));
        assertThat(Host.at(root).setting("PATH")).isEmpty();
        assertThat(Host.at(root).withSetting("A", "b").withSys(root).setting("A"))
                .contains("b");
    }

    @Test
    void stream_linesArrive_andTheProgramEndsWithTheStream() throws Exception {
        FakeHost host = program("tell", "echo one; echo two; exec sleep 60");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        LineStream stream = host.stream(lines::add, "tell").start();
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(stream.trouble()).isEmpty();
        assertThat(host.children()).hasSize(1);
        ProcessHandle program =
                ProcessHandle.of(host.children().iterator().next()).orElseThrow();
        stream.close();
        await(() -> !program.isAlive());
        await(() -> host.children().isEmpty());
    }

    @Test
    void stream_programThatEnds_isStartedAgainAndToldOf() throws Exception {
        FakeHost host = program("short", "echo again; printf '%400s\\n' >&2; echo 'bad cable' >&2; exit 4");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (LineStream stream = host.stream(lines::add, "short").start()) {
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
            await(() -> stream.trouble().isPresent());
            assertThat(stream.trouble()).contains("it ended with code 4 (bad cable)");
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
        }
    }

    @Test
    void stream_programThatEndsAtOnce_isStartedEverMoreSeldom() {
        List<Long> pauses = new ArrayList<>(List.of(0L));
        for (int i = 0; i < 9; i++) {
            pauses.add(LineStream.nextPause(pauses.get(i), 100));
        }
        assertThat(pauses)
                .containsExactly(0L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L);
        assertThat(LineStream.nextPause(60_000, 61_000))
                .as("it worked for a while")
                .isEqualTo(1_000);
    }

    @Test
    void stream_programWithASignalOfItsOwn_isEndedByIt() throws Exception {
        FakeHost host = program(
                "meter",
                "trap 'echo tidy >" + root.resolve("tidy") + "; exit 0' USR1; echo up; while :; do sleep 0.02; done");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        LineStream stream = host.stream(lines::add, "meter").endedBy("USR1").start();
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("up");
        stream.close();
        await(() -> root.resolve("tidy").toFile().exists());
    }

    @Test
    void stream_endlessLine_isCutOff() throws Exception {
        FakeHost host = program("wide", "head -c 200000 /dev/zero | tr '\\0' x; echo; echo next; exec sleep 60");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (LineStream stream = host.stream(lines::add, "wide").start()) {
            assertThat(lines.poll(10, TimeUnit.SECONDS)).hasSize(1 << 16);
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(stream.trouble()).isEmpty();
        }
    }

    @Test
    void repeated_eachPoll_asksOnceAndTakesTheAnswerLater() throws Exception {
        FakeHost host = program("count", "echo x >>" + root.resolve("calls") + "; wc -l <" + root.resolve("calls"));
        List<RepeatedCommand.Answer> answers = Collections.synchronizedList(new ArrayList<>());
        long before = System.nanoTime();
        try (RepeatedCommand count = host.repeated(LIMIT, "count")) {
            await(() -> {
                count.poll().ifPresent(answers::add);
                return answers.size() == 3;
            });
            assertThat(count.isSilent()).isFalse();
        }
        assertThat(answers).extracting(RepeatedCommand.Answer::text).containsExactly("1", "2", "3");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.nanos()).isBetween(before, System.nanoTime());
        });
    }

    @Test
    void repeated_programThatFails_tellsItsCodeAndWords() throws Exception {
        FakeHost host = program("fail", "echo 'no device' >&2; exit 3");
        try (RepeatedCommand fail = host.repeated(LIMIT, "fail")) {
            List<RepeatedCommand.Answer> answers = new ArrayList<>();
            await(() -> {
                fail.poll().ifPresent(answers::add);
                return !answers.isEmpty();
            });
            assertThat(answers.get(0).exitCode()).isEqualTo(3);
            assertThat(answers.get(0).text()).isEqualTo("no device");
        }
    }

    @Test
    void repeated_programThatHangs_isSilentUntilItAnswersAgain() throws IOException {
        Path broken = root.resolve("broken");
        java.nio.file.Files.createFile(broken);
        FakeHost host = program("moody", "test -e " + broken + " && exec sleep 60; echo fine");
        try (RepeatedCommand moody = host.repeated(Duration.ofMillis(200), "moody")) {
            await(() -> moody.poll().isEmpty() && moody.isSilent());
            java.nio.file.Files.delete(broken);
            await(() -> moody.poll().map(answer -> answer.text().equals("fine")).orElse(false));
            assertThat(moody.isSilent()).isFalse();
        }
        await(() -> host.children().isEmpty());
    }
}
