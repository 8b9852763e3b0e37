package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTreeTest {
    private static final long ROOT = 100;

    @TempDir
    Path root;

    private FakeProc proc;

    @BeforeEach
    void makeProc() {
        proc = new FakeProc(root);
    }

    private static ProcessTree look(ProcessTree tree) {
        tree.refresh(true);
        return tree;
    }

    private static List<Long> pids(ProcessTree tree) {
        return tree.living().stream().map(JobProcess::pid).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "a b", ")", "x) S 1 2 3", "(((", "tmux: server", "a)b (c) d"})
    void refresh_anyName_readsParentAndTimesBehindIt(String name) {
        proc.process(ROOT, name, 42, 150, 50);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        JobProcess process = tree.living().iterator().next();
        assertThat(process.name()).isEqualTo(name);
        assertThat(process.parentPid()).isEqualTo(42);
        assertThat(process.cpuSeconds()).isEqualTo(2);
        assertThat(tree.cpuSeconds()).isEqualTo(2);
    }

    @Test
    void refresh_kernelListsChildren_findsAllBelow() {
        proc.process(ROOT, "root", 1, 100, 0).children(ROOT, "101 102 ");
        proc.process(101, "a", ROOT, 20, 0).children(101, "103");
        proc.process(102, "b", ROOT, 3, 0).children(102, "<EMPTY>");
        proc.process(103, "c", 101, 4, 0).children(103, "<EMPTY>");
        proc.process(200, "stranger", 1, 9999, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        assertThat(pids(tree)).containsExactlyInAnyOrder(100L, 101L, 102L, 103L);
        assertThat(tree.cpuSeconds()).isEqualTo(1.27);
        assertThat(proc.host.opened()).as("strangers are not looked at").doesNotContain("/proc/200/stat");
    }

    @Test
    void refresh_kernelListsNoChildren_findsAllBelowByScan() {
        proc.process(ROOT, "root", 1, 100, 0);
        proc.process(101, ") S 1 (", ROOT, 20, 0);
        proc.process(103, "c", 101, 4, 0);
        proc.process(200, "stranger", 1, 9999, 0);
        proc.host.put("/proc/self/stat", "x").put("/proc/5/stat", "<EMPTY>").put("/proc/stat", "cpu 1");
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        assertThat(pids(tree)).containsExactlyInAnyOrder(100L, 101L, 103L);
        assertThat(tree.cpuSeconds()).isEqualTo(1.24);
    }

    @Test
    void refresh_withoutLookingForChildren_findsTheFirstProcessOnly() {
        proc.process(ROOT, "root", 1, 100, 0).process(101, "a", ROOT, 20, 0);
        ProcessTree tree = new ProcessTree(proc.host, ROOT);
        tree.refresh(false);
        assertThat(pids(tree)).containsExactly(ROOT);
        assertThat(look(tree).cpuSeconds()).as("found late, nothing lost").isEqualTo(1.2);
    }

    @Test
    void refresh_childThatWasWaitedFor_isCountedOnce() {
        proc.process(ROOT, "root", 1, 100, 0).process(101, "a", ROOT, 500, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        assertThat(tree.cpuSeconds()).isEqualTo(6);
        proc.end(101).process(ROOT, "root", 1, 100, 530);
        assertThat(look(tree).cpuSeconds()).isEqualTo(6.3);
        assertThat(pids(tree)).containsExactly(ROOT);
    }

    @Test
    void refresh_childThatLivedBetweenTwoLooks_isCounted() {
        proc.process(ROOT, "root", 1, 100, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        proc.process(ROOT, "root", 1, 100, 70);
        assertThat(look(tree).cpuSeconds()).isEqualTo(1.7);
    }

    @Test
    void refresh_childEndedButNotYetWaitedFor_neverGoesBack() {
        proc.process(ROOT, "root", 1, 100, 0).process(101, "a", ROOT, 500, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        proc.end(101);
        assertThat(look(tree).cpuSeconds()).isEqualTo(6);
    }

    @Test
    void refresh_orphan_isFollowedAndKeptOnceItEnds() {
        proc.process(ROOT, "root", 1, 100, 0).process(101, "daemon", ROOT, 20, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        proc.process(101, "daemon", 1, 300, 0);
        assertThat(look(tree).cpuSeconds()).as("it left the tree and works on").isEqualTo(4);
        proc.end(101);
        assertThat(look(tree).cpuSeconds())
                .as("nobody in the tree is told of its time")
                .isEqualTo(4);
        proc.process(ROOT, "root", 1, 200, 0);
        assertThat(look(tree).cpuSeconds()).isEqualTo(5);
    }

    @Test
    void refresh_firstProcessGone_keepsItsTimeAndFollowsItsChildren() {
        proc.process(ROOT, "root", 1, 100, 0).process(101, "a", ROOT, 50, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        assertThat(tree.rootLives()).isTrue();
        proc.end(ROOT).process(101, "a", 1, 60, 0);
        look(tree);
        assertThat(tree.rootLives()).isFalse();
        assertThat(tree.cpuSeconds()).isEqualTo(1.5);
        assertThat(tree.secondsOutsideRoot()).isEqualTo(0.6);
    }

    @Test
    void refresh_pidThatIsNotThere_isEmpty() {
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        assertThat(tree.living()).isEmpty();
        assertThat(tree.cpuSeconds()).isNaN();
        assertThat(tree.rootLives()).isFalse();
    }

    @Test
    void refresh_numberGivenToAnotherProcess_isNotTakenForTheOldOne() {
        proc.process(ROOT, "root", 1, 100, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        proc.end(ROOT);
        look(tree);
        proc.process(ROOT, "stranger", 1, 99_999, 0);
        assertThat(look(tree).cpuSeconds()).isEqualTo(1);
        assertThat(tree.living()).isEmpty();
    }

    @Test
    void readMemory_rollup_isPssAndPrivatePages() throws Exception {
        proc.process(ROOT, "root", 1, 0, 0).memory(ROOT, 1000, 30, 400);
        ProcProcess process = new ProcProcess(proc.host, ROOT);
        assertThat(process.readMemory()).isEqualTo(new JobProcess.Memory(1000 * 1024, 430 * 1024));
        process.close();
    }

    @Test
    void close_done_forgetsEverybody() {
        proc.process(ROOT, "root", 1, 100, 0);
        ProcessTree tree = look(new ProcessTree(proc.host, ROOT));
        tree.close();
        assertThat(tree.living()).isEmpty();
    }
}
