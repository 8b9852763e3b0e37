package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compiler of papers, where it is installed. */
final class PdfLatex {
    private PdfLatex() {}

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "pdflatex")));
    }

    /** Compiles a paper of nothing but these tables. */
    static void compile(Path folder, List<String> tables) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("paper.tex"),
                "\\documentclass{article}\\usepackage{booktabs}\\begin{document}\n" + String.join("", tables)
                        + "\\end{document}\n");
        Path log = folder.resolve("log");
        Process latex = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(latex.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(latex.exitValue())
                .as(Files.readString(log, StandardCharsets.ISO_8859_1))
                .isZero();
        assertThat(folder.resolve("paper.pdf")).isNotEmptyFile();
    }
}
