package io.powermeter.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.cli.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the shells themselves. */
class CompletionTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write_scripts() throws IOException {
        List<String> rows = CompletionRows.of(Main.commandLine());
        for (Shell shell : Shell.values()) {
            Path file = folder.resolve(shell.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, shell.script(rows));
        }
    }

    /** The line that is typed, some of what must be offered, and something that must not be. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "powermeter |run compare workloads|workload",
                "powermeter r|run report|mark",
                "powermeter mark |begin end metric progress|run",
                "powermeter run --re|--repeat --report --redact|--quiet",
                "powermeter run --no|--no-redact|--redact",
                "powermeter run --report ht|html|png",
                "powermeter run --report html,pn|html,png|svg",
                "powermeter report --resolution |print screen|all",
                "powermeter run -- sg|sgd|snip",
                "powermeter run sgd --sc|--schedule|--sysfs-root",
                "powermeter run --name x -- sgd --schedule |constant cosine|--seed",
                "powermeter run --country=FR -- sgd --epochs 1 --vs sn|snip|sgd",
                "powermeter run -- sgd --epochs 1 --vs snip --sparsi|--sparsity|--sysfs-root",
                "powermeter study |pruning kernels|sgd",
                "powermeter workloads m|mcmc-sparse magnitude|sgd",
                "powermeter export --format |aipowermeter|html",
            })
    void offers_inBashAndFish_whatMayFollow(String line, String offered, String other) throws Exception {
        for (Shell shell : List.of(Shell.BASH, Shell.FISH)) {
            assumeThere(shell);
            assertThat(shell == Shell.BASH ? inBash(line) : inFish(line))
                    .as("%s: %s", shell, line)
                    .contains(offered.split(" "))
                    .doesNotContain(other);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "powermeter selft|LINE=<powermeter selftest >",
                "powermeter run --report html,pn|LINE=<powermeter run --report html,png,>",
                "powermeter run -- sgd --epochs 1 --vs snip --sparsi|LINE=<powermeter run -- sgd --epochs 1 --vs snip --sparsity >",
            })
    void completes_inZsh_whatIsTyped(String line, String completed) throws Exception {
        assumeThere(Shell.ZSH);
        assertThat(inZsh(line)).contains(completed);
    }

    @Test
    void offers_filesAndFolders_whereTheyAreMeant() throws Exception {
        assumeThere(Shell.BASH);
        Files.createDirectories(folder.resolve("runs/first"));
        Files.writeString(folder.resolve("runs/file"), "");
        String runs = folder.resolve("runs") + "/";

        assertThat(inBash("powermeter report " + runs)).containsExactly(runs + "first");
        assertThat(inBash("powermeter run --out " + runs)).containsExactly(runs + "first");
        assertThat(inBash("powermeter study " + runs + "fi")).containsExactly(runs + "file", runs + "first");
    }

    @Test
    void offers_wordsThatBashCuts_asOne() throws Exception {
        assumeThere(Shell.BASH);

        assertThat(bash("powermeter", "run", "--report", "=", "ht")).containsExactly("html");
        assertThat(bash("powermeter", "run", "--wattmeter", "shelly", ":", "//host/switch/0", "--qui"))
                .containsExactly("--quiet");
    }

    private static List<String> inBash(String line) throws Exception {
        return bash(line.split(" ", -1));
    }

    private static List<String> bash(String... words) throws Exception {
        String script = ". '" + folder.resolve(Shell.BASH.path()) + "'\n"
                + "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _powermeter; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return lines(run(Stream.concat(Stream.of("bash", "-c", script, "bash"), Arrays.stream(words))));
    }

    /** Fish tells a description behind a tab. */
    private static List<String> inFish(String line) throws Exception {
        String script = "source '" + folder.resolve(Shell.FISH.path()) + "'; complete -C '" + line + "'";
        return lines(run(Stream.of("fish", "--no-config", "-c", script))).stream()
                .map(offer -> offer.split("\t")[0])
                .toList();
    }

    private static String inZsh(String line) throws Exception {
        Path script = resource("type.zsh");
        return run(Stream.of(
                "zsh",
                "-f",
                script.toString(),
                folder.resolve(Shell.ZSH.path()).getParent().toString(),
                line));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(CompletionTest.class.getResource(name)).toURI());
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    private static String run(Stream<String> command) throws Exception {
        Process process = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void assumeThere(Shell shell) throws Exception {
        String name = shell.name().toLowerCase(java.util.Locale.ROOT);
        boolean there = Stream.of("/bin/", "/usr/bin/", "/usr/local/bin/")
                .anyMatch(bin -> Files.isExecutable(Path.of(bin + name)));
        assumeTrue(there, name + " is not installed: apt install " + name);
    }
}
