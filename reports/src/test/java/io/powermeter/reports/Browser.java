package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window. */
final class Browser {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private final Path temp;

    /** Keeps its files in {@code temp}. */
    Browser(Path temp) {
        this.temp = temp;
    }

    /** Returns what a page has become once its scripts ran; complains if one of them did, or asked for anything. */
    String open(Path page) throws IOException, InterruptedException {
        String dom = dump(page);
        assertThat(Files.readString(temp.resolve("stderr")))
                .doesNotContain("CONSOLE")
                .doesNotContain("Uncaught");
        return dom;
    }

    /** Opens a copy of a page in which a script does what a reader would, and may write what it saw into the page. */
    String use(Path page, String script) throws IOException, InterruptedException {
        String html = Files.readString(page)
                .replaceFirst("script-src .*?; base-uri", "script-src 'unsafe-inline'; base-uri")
                .replace("</body>", "<script>" + script + "</script></body>");
        return open(Files.writeString(temp.resolve("used.html"), html));
    }

    private String dump(Path page) throws IOException, InterruptedException {
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
