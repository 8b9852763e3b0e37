package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
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
