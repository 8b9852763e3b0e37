package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.powermeter.summary.Summary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page as a reader does. */
class BrowserTest {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    Path temp;

    @Test
    void open_hostileRun_drawsItsChartsAndRunsNothingOfIt() throws Exception {
        Summary summary = TestRuns.hostile(temp.resolve("run"));
        Path page = Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.HTML))
                .get(0);

        String dom = open(page);

        assertThat(dom.split("<canvas", -1)).as("power and one metric").hasSize(3);
        assertThat(dom).contains("<h3><bdi>\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</bdi></h3>");
        assertThat(Files.readString(temp.resolve("stderr")))
                .doesNotContain("CONSOLE")
                .doesNotContain("Uncaught");
    }

    @Test
    void open_emptyRun_hasNoErrors() throws Exception {
        Summary summary = TestRuns.empty(temp.resolve("run"));
        Path page = Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.HTML))
                .get(0);

        assertThat(open(page)).contains("so there is no power to show").doesNotContain("<canvas");
        assertThat(Files.readString(temp.resolve("stderr")))
                .doesNotContain("CONSOLE")
                .doesNotContain("Uncaught");
    }

    private String open(Path page) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(browser()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + temp.resolve("profile"),
                "--enable-logging=stderr",
                "--v=0",
                "--virtual-time-budget=3000",
                "--dump-dom",
                page.toUri().toString()));
        File dom = temp.resolve("dom").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom)
                .redirectError(temp.resolve("stderr").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it closes").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(dom.toPath());
    }

    private static String browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> abort("No Chromium on PATH, so the page was not opened in a browser."));
    }
}
