package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the documentation does what its reader expects. The blocks of a page are typed in their order in a folder of
 * their own, on a machine with simulated sensors; CONTRIBUTING.md tells how a page says that a block is another case.
 */
class DocumentedCommandsTest {
    private static final ExecutorService TYPISTS = Executors.newFixedThreadPool(3);

    @TempDir
    static Path scratch;

    private static SimulatedRapl machine;

    @BeforeAll
    static void startMachine() throws IOException {
        machine = SimulatedRapl.under(scratch.resolve("machine")).start();
    }

    @AfterAll
    static void stopMachine() {
        TYPISTS.shutdownNow();
        machine.close();
    }

    @TestFactory
    Stream<DynamicNode> page_everyCommand_succeeds() {
        List<DynamicContainer> pages = DocPage.all().stream()
                .sorted(Comparator.comparingInt(page -> -page.blocks().size())) // the long ones first
                .map(page -> DynamicContainer.dynamicContainer(page.file().toString(), type(page)))
                .toList(); // all are on their way before the first is waited for
        return pages.stream().map(DynamicNode.class::cast);
    }

    @Test
    void page_everyBlockOfCommands_isNamedSo() {
        assertThat(blocks().map(DocBlock::complaint).flatMap(Optional::stream)).isEmpty();
    }

    @Test
    void page_everyTestThatRunsABlock_exists() throws IOException {
        Map<String, String> tests = TestSources.byName();
        assertThat(blocks().filter(block -> block.note("tested by")
                        .filter(test -> !tests.containsKey(test))
                        .isPresent()))
                .isEmpty();
    }

    private static Stream<DocBlock> blocks() {
        return DocPage.all().stream().flatMap(page -> page.blocks().stream());
    }

    /** Sends a page to be typed; the tests that are returned wait for their own block only. */
    private static Stream<DynamicTest> type(DocPage page) {
        List<Typed> typed = new ArrayList<>();
        for (DocBlock block : page.blocks()) {
            if (block.isCommands() || block.note("file").isPresent()) {
                typed.add(new Typed(block, new CompletableFuture<>()));
            }
        }
        TYPISTS.execute(() -> typeAll(page, typed));
        return typed.stream()
                .filter(one -> one.block.note("file").isEmpty())
                .map(one -> DynamicTest.dynamicTest(one.block.place(), one::check));
    }

    private static void typeAll(DocPage page, List<Typed> blocks) {
        Path folder = scratch.resolve(page.file().toString().replace('/', '-'));
        try (DocFolder desk = new DocFolder(folder, scratch.resolve("machine/sys"))) {
            boolean well = true;
            for (Typed one : blocks) {
                DocFolder.Outcome came =
                        well ? desk.type(one.block) : DocFolder.Outcome.skipped("a block above failed");
                one.outcome.complete(came);
                well &= !one.failed(came);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            blocks.forEach(one -> one.outcome.completeExceptionally(e));
        }
    }

    /** A block and, as soon as it is known, what came of it. */
    private record Typed(DocBlock block, CompletableFuture<DocFolder.Outcome> outcome) {
        void check() {
            DocFolder.Outcome came = outcome.join();
            assumeTrue(came.skipped().isEmpty(), () -> block.place() + " " + came.skipped());
            assertThat(came.exitCode())
                    .as("%s%n%s%nsaid:%n%s", block.place(), block.script(), came.said())
                    .isEqualTo(block.exitCode());
        }

        boolean failed(DocFolder.Outcome came) {
            return came.skipped().isEmpty() && came.exitCode() != block.exitCode();
        }
    }
}
