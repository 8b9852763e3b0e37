package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.wattmeter.LoopbackShelly;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/security.md promises of the command line. */
class SecurityTest {
    private static final String SECRET = "hunter2secret";

    @TempDir
    Path folder;

    @Test
    void run_wordsOfAnyBytes_reachTheJobByteForByte() throws Exception {
        byte[][] words = {
            bytes("two words"),
            bytes("'\"`$(id)${HOME};|&<>*?~\\"),
            bytes(""),
            bytes("-n"),
            bytes("--"),
            bytes("@file"),
            bytes("line\nbreaks\n\n"),
            bytes("%s\\n"),
            "é€\uD83D\uDE00".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xff, (byte) 0x80, '\'', '\n', '%', '\\', '\n'}
        };
        Files.writeString(folder.resolve("file"), "expanded");
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.write(bytes(MeterProcess.in(folder).line("run", "--quiet", "--report", "none", "printf", "'%s|'")));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] word : words) {
            script.write(' ');
            for (byte b : word) { // quoted one by one, which no shell reads otherwise
                script.write('\'');
                script.write(b == '\'' ? bytes("'\"'\"'") : new byte[] {b});
                script.write('\'');
            }
            script.write(bytes(word.length == 0 ? "''" : ""));
            expected.write(word);
            expected.write('|');
        }

        assertThat(shell(script.toByteArray())).isEqualTo(expected.toByteArray());
    }

    @Test
    void run_namesThatCommandATerminal_arePrintedHarmlessAndFew() throws Exception {
        String script =
                "printf '{\"phase\":\"a\\\\u001b[2J\\\\u009b31m\\\\u202eb\",\"event\":\"begin\"}\\n' >>$POWERMETER_EVENTS;"
                        + " i=0; while [ $i -lt 100 ]; do echo \"{\\\"metric\\\":\\\"m$i\\\",\\\"value\\\":1}\"; i=$((i+1)); done"
                        + " >>$POWERMETER_EVENTS";
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run("run", "--report", "none", "--name", "\u001b]0;title\u0007\nsecond", "--", "sh", "-c", script);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .contains("powermeter: ?]0;title??second, ", "  phase   a?[2J")
                .contains("  metric  m39 1\n  metric  ... and 60 more in summary.json\n")
                .doesNotContain("m40")
                .doesNotContainPattern("[\\p{Cc}\\u202e&&[^\\n]]");
    }

    @Test
    void run_redacted_leavesNothingOfTheArguments() throws Exception {
        Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve(SECRET));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        MeterProcess meter = MeterProcess.in(folder).environment("POWERMETER_REDACT", "true");
        MeterProcess.Outcome outcome = meter.run(
                "run", "--redact", "--out", "run", "--", "/bin/sh", "-c", "./" + SECRET + " 0.7; exit 0", SECRET, "x");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).doesNotContain(SECRET);
        assertThat(RunFolder.info(folder.resolve("run")).get("command").toString())
                .isEqualTo("[\"sh\",\"[redacted]\",\"[redacted]\",\"[redacted]\",\"[redacted]\"]");
        assertThat(files(folder.resolve("run")))
                .hasSizeGreaterThan(6)
                .allSatisfy(file -> assertThat(text(file)).doesNotContain(SECRET));
        assertThat(folder.resolve("run/processes.csv")).content().contains(",[redacted],");
    }

    @Test
    void run_underAnUmask_everyFileAndFolderFollowsIt() throws Exception {
        shell(bytes("umask 027; " + MeterProcess.in(folder).line("run", "--quiet", "--out", "runs/run", "--", "true")));

        try (Stream<Path> made = Files.walk(folder.resolve("runs"))) {
            List<Path> all = made.toList();
            assertThat(all)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(path -> assertThat(permissions(path))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwxr-x---" : "rw-r-----"));
        }
    }

    @Test
    void run_atWork_listensNowhere() throws Exception {
        try (LoopbackShelly plug = LoopbackShelly.start()) {
            MeterProcess.Running meter = MeterProcess.in(folder)
                    .environment("POWERMETER_WATTMETER", plug.line())
                    .start(
                            "run",
                            "--quiet",
                            "--report",
                            "none",
                            "sh",
                            "-c",
                            "echo up >up; until [ -e seen ]; do sleep 0.1; done");
            Await.untilLine(folder.resolve("up"));
            long pid = meter.process().pid();
            Await.until("the plug is asked", () -> !sockets(pid).isEmpty());
            assertThat(listening())
                    .as("this test sees who listens: the plug does")
                    .isNotEmpty();
            assertThat(sockets(pid)).doesNotContainAnyElementsOf(listening());
            Files.createFile(folder.resolve("seen"));
            assertThat(meter.await().exitCode()).isZero();
        }
    }

    /** Returns the sockets of a process, as the kernel numbers them. */
    private static Set<String> sockets(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .map(SecurityTest::link)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String link(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    /** Returns the sockets of this machine that listen: state 0A of TCP, and every one of UDP and of raw IP, which all may hear. */
    private static Set<String> listening() throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
            Path file = Path.of("/proc/net/" + table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && (fields[3].equals("0A") || !table.startsWith("tcp"))) {
                    inodes.add(fields[9]);
                }
            }
        }
        return inodes;
    }

    private byte[] shell(byte[] script) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("script"), script);
        File out = folder.resolve("out").toFile();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString())
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return Files.readAllBytes(out.toPath());
    }

    private static String permissions(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return PosixFilePermissions.toString(permissions);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
