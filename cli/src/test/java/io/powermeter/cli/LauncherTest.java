package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher among sources, with a Java and a Maven that only say what they were asked. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            for word in "$@"; do last=$word; done
            case "$*" in
              *ArchiveClassesAtExit*) ;;
              *) echo "java $last"; exit 7 ;;
            esac
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo built >>maven.log
            mkdir -p cli/target/lib && : >cli/target/lib/powermeter-cli-1.jar
            """;

    @TempDir
    Path folder;

    private Path house;
    private Path java;
    private Path tools;
    private boolean namesJava = true;

    @BeforeEach
    void makeTheHouse() throws IOException {
        house = Files.createDirectories(folder.resolve("the house"));
        Files.createDirectories(house.resolve("cli/src/main"));
        Files.writeString(house.resolve("pom.xml"), "");
        Files.writeString(house.resolve("cli/pom.xml"), "");
        Files.writeString(house.resolve("cli/src/main/A.java"), "");
        program(house.resolve("powermeter"), Files.readString(Path.of("../powermeter")));
        java = folder.resolve("jdk");
        program(java.resolve("bin/java"), JAVA);
        program(java.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
        tools = folder.resolve("tools");
        program(tools.resolve("mvn"), MAVEN);
    }

    private record Result(int code, String out, String err) {}

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result start(Path launcher, String path, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(words));
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        if (namesJava) {
            builder.environment().put("POWERMETER_JAVA_HOME", java.toString());
        }
        builder.environment().put("PATH", path);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Result start(String... words) throws Exception {
        return start(house.resolve("powermeter"), tools + ":" + System.getenv("PATH"), words);
    }

    private long builds() throws IOException {
        return Files.readAllLines(house.resolve("maven.log")).size();
    }

    @Test
    void start_sourcesAreNewer_buildsAndElseDoesNot() throws Exception {
        assertThat(start("one")).isEqualTo(new Result(7, "java one\n", """
                powermeter: building (once; about a minute on a fresh machine, while Maven fetches what it needs) ...
                """));
        assertThat(start("two words")).isEqualTo(new Result(7, "java two words\n", ""));
        assertThat(builds()).isEqualTo(1);
        Files.setLastModifiedTime(
                house.resolve("cli/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(start("three").out()).isEqualTo("java three\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void start_throughLinksFromAnotherFolder_findsItsHouse() throws Exception {
        Path link = Files.createDirectories(folder.resolve("bin")).resolve("pm");
        Files.createSymbolicLink(link, Path.of("../the house/powermeter"));
        Path second = Files.createSymbolicLink(folder.resolve("second link"), link);
        assertThat(start(second, tools + ":" + System.getenv("PATH"), "x").out())
                .isEqualTo("java x\n");
    }

    @Test
    void start_buildFails_tellsWhatMavenSaid() throws Exception {
        program(tools.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such plugin'\nexit 1\n");
        Result result = start("x");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .endsWith("[ERROR] no such plugin\npowermeter: the build failed; what Maven said stands above.\n");
        assertThat(start("x").code()).as("it is built again the next time").isEqualTo(2);
    }

    /** Returns a PATH of what the launcher needs before it builds, and nothing else. */
    private String fewTools() throws IOException {
        for (String name : List.of("dirname", "readlink", "flock", "touch", "env")) {
            program(
                    folder.resolve("few/" + name),
                    "#!/bin/sh\nPATH='" + System.getenv("PATH") + "'\nexec " + name + " \"$@\"\n");
        }
        return folder.resolve("few").toString();
    }

    @Test
    void start_noMaven_saysWhatToInstall() throws Exception {
        assertThat(start(house.resolve("powermeter"), fewTools(), "x"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                "powermeter: needs Maven to build itself. Install it: apt install maven, or https://maven.apache.org.\n"));
    }

    @Test
    void start_javaWithoutACompiler_saysSo() throws Exception {
        Files.delete(java.resolve("bin/javac"));
        assertThat(start("x").err())
                .isEqualTo("powermeter: needs a JDK to build itself, and POWERMETER_JAVA_HOME=" + java
                        + " is a Java without javac. Unset it or choose another.\n");
    }

    @Test
    void start_oldJava_isRefused() throws Exception {
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertThat(start("x"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "powermeter: POWERMETER_JAVA_HOME=" + java
                                + " is Java 11, and 17 or later is needed. Unset it or choose another.\n"));
    }

    @Test
    void start_namedJavaIsNone_saysSo() throws Exception {
        Files.delete(java.resolve("release"));
        assertThat(start("x").err())
                .isEqualTo("powermeter: POWERMETER_JAVA_HOME=" + java + " holds no Java. Unset it or mend it.\n");
    }

    @Test
    void start_noJava_saysWhatToInstall() throws Exception {
        Path launcher = house.resolve("powermeter");
        String text = Files.readString(launcher);
        program(launcher, text.replaceAll("(/usr/lib/jvm|/opt/java|/Library/Java|/opt/homebrew)/", "/nowhere/"));
        namesJava = false;
        assertThat(start(launcher, fewTools(), "x"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "powermeter: needs a JDK, version 17 or later. Install one: apt install openjdk-17-jdk-headless, or"
                                + " https://adoptium.net; or set JAVA_HOME.\n"));
    }
}
