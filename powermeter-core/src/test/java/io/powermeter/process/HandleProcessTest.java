package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Component;
import io.powermeter.sampler.Reading;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, on a machine that has no files. */
class HandleProcessTest {
    @TempDir
    private Path root;

    private final long self = ProcessHandle.current().pid();

    @Test
    void process_thatLives_tellsNameParentAndCpuTime() throws UnreadableException {
        JobProcess process = JobProcess.of(FakeHost.empty(root), self);

        assertThat(process).isInstanceOf(HandleProcess.class);
        assertThat(process.name()).isEqualTo("java");
        assertThat(process.parentPid())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(process.cpuSeconds()).isPositive();
        assertThatThrownBy(process::readMemory)
                .hasMessage("Cannot read process " + self + ": Java does not tell how much memory a process uses.");
    }

    @Test
    void process_thatIsNotThere_isMissing() {
        assertThatThrownBy(() -> JobProcess.of(FakeHost.empty(root), Integer.MAX_VALUE))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read process " + Integer.MAX_VALUE + ": it is gone.");
    }

    /** On macOS and Windows the processes of other users are seen, their times are not. */
    @Test
    void process_whoseCpuTimeIsNotTold_isUnreadableUnlessItWasToldBefore() throws UnreadableException {
        ProcessHandle own = ProcessHandle.current();
        AtomicReference<Optional<Duration>> told = new AtomicReference<>(Optional.empty());
        ProcessHandle.Info info = proxy(ProcessHandle.Info.class, own.info(), "totalCpuDuration", told::get);
        ProcessHandle handle = proxy(ProcessHandle.class, own, "info", () -> info);

        assertThatThrownBy(() -> new HandleProcess(handle))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read process " + self + ": this user is not told its CPU time."
                        + " Run the meter as the user of the process.");
        told.set(Optional.of(Duration.ofMillis(1500)));
        JobProcess process = new HandleProcess(handle);
        told.set(Optional.empty());
        process.readCpu();
        assertThat(process.cpuSeconds()).isEqualTo(1.5);
    }

    private static <T> T proxy(Class<T> type, T real, String method, Supplier<?> instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, words) ->
                        called.getName().equals(method) ? instead.get() : called.invoke(real, words)));
    }

    @Test
    void sample_jobThatCannotBeRead_isMissingAndNotZero() {
        FakeHost host = FakeHost.empty(root);
        UsageSampler sampler =
                UsageSampler.ofChild(host, new LoadCpuUse(() -> 0.5, System::nanoTime, 1), System::nanoTime, use -> {});
        sampler.follow(Integer.MAX_VALUE);
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        sampler.close();
        assertThat(sampler.channels().get(0).component()).isEqualTo(Component.JOB);
        assertThat(reading.get(0)).isNaN();
    }

    @Test
    void tree_withoutProc_findsChildrenAndKeepsTheTimeOfThoseThatEnded() throws Exception {
        String count = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; read end";
        Process shell = new ProcessBuilder("sh", "-c", "(" + count + "); read end").start();
        ProcessTree tree = new ProcessTree(FakeHost.empty(root), shell.pid());
        do {
            tree.refresh(true);
        } while (tree.living().size() < 2 || tree.cpuSeconds() == 0); // ticks of 10 ms
        double seen = tree.cpuSeconds();

        shell.getOutputStream().close();
        shell.waitFor();
        tree.refresh(true);

        assertThat(tree.living()).isEmpty();
        assertThat(tree.cpuSeconds()).isEqualTo(seen);
    }
}
