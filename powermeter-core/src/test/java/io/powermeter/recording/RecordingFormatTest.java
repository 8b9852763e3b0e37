package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The run folder's format, written out. It is a contract with whoever reads it: a change here needs a new format version.
 */
class RecordingFormatTest {
    private static final String RUN_JSON = """
            {
              "formatVersion" : 1,
              "toolVersion" : "0.1.0",
              "name" : "lenet5 \\"small\\"",
              "command" : [ "sh", "-c", "echo é" ],
              "start" : {
                "wall" : "2026-01-02T03:04:05.678Z",
                "monotonicNanos" : 123456789012345
              },
              "host" : {
                "cpu" : "A CPU @ 2 GHz",
                "sockets" : 2,
                "cores" : 8,
                "processors" : 16,
                "memoryBytes" : 67430182912,
                "os" : "GNU/Linux 6.1",
                "virtualization" : "none",
                "jvm" : "OpenJDK 17"
              },
              "samplers" : [ {
                "name" : "rapl",
                "periodNanos" : 100000000,
                "channels" : [ {
                  "id" : "rapl/package-0",
                  "component" : "CPU",
                  "quantity" : "ENERGY",
                  "unit" : "J",
                  "origin" : "MEASURED",
                  "wrapsAt" : 262143.32885
                }, {
                  "id" : "rapl/core-0",
                  "component" : "CORE",
                  "quantity" : "ENERGY",
                  "unit" : "J",
                  "origin" : "MEASURED",
                  "partOf" : "rapl/package-0"
                }, {
                  "id" : "rapl/package-1",
                  "component" : "CPU",
                  "quantity" : "ENERGY",
                  "unit" : "J",
                  "origin" : "MEASURED",
                  "mirrorOf" : "rapl/package-0"
                } ],
                "notes" : [ "Two dies." ]
              }, {
                "name" : "nvidia",
                "periodNanos" : 250000000,
                "channels" : [ {
                  "id" : "nvidia/gpu-0",
                  "component" : "GPU",
                  "quantity" : "POWER",
                  "unit" : "W",
                  "origin" : "MEASURED"
                } ],
                "notes" : [ ]
              } ],
              "absent" : [ {
                "name" : "jetson",
                "reason" : "This is no Jetson.",
                "remedy" : ""
              } ],
              "settings" : {
                "country" : "FRA",
                "pue" : "1.2"
              },
              "end" : {
                "elapsedNanos" : 310000000,
                "exitCode" : 137,
                "missedTicks" : 2,
                "badEventLines" : 1
              }
            }""";

    private static final String RAPL_CSV = """
            elapsed_ns,rapl/package-0,rapl/core-0,rapl/package-1
            0,0,0,0
            100000000,5.000061,2.5,5
            200000000,10.25,,
            300000000,1234567.000001,2.75,-0.5
            """;

    private static final String NVIDIA_CSV = """
            elapsed_ns,nvidia/gpu-0
            12345,31.4
            250000000,
            """;

    private static final String PROCESSES_CSV = """
            elapsed_ns,pid,ppid,name,cpu_s,pss_bytes,uss_bytes,gpu_util,gpu_bytes
            1000,4242,1,sh,0.01,,,,
            200000000,4243,4242,"py,thon ""3"" é",0.19,1048576,524288,0.75,2147483648
            """;

    private static final String EVENTS_JSONL = """
            {"elapsed_ns":1000,"job":"begin","pid":4242}
            {"elapsed_ns":2000,"phase":"train","event":"begin"}
            {"elapsed_ns":50000000,"metric":"loss","value":0.25}
            {"elapsed_ns":60000000,"warning":"rapl is slow."}
            {"elapsed_ns":200000000,"gap":"rapl/core-0","from_ns":100000000,"reason":"the counter went back from 2.000 to 1.000 J"}
            {"elapsed_ns":210000000,"intensity":56.5,"from":"2026-01-02T03:00:00Z","to":"2026-01-02T04:00:00Z","source":"an operator, zone FR"}
            {"elapsed_ns":250000000,"phase":"train","event":"end"}
            {"elapsed_ns":300000000,"job":"end","exitCode":137}
            """;

    @TempDir
    Path root;

    @Test
    void write_smallRun_givesTheseFiles() throws IOException {
        Path run = Runs.write(root.resolve("run"), new RunInfo.End(310_000_000, 137, 2, 1));
        assertThat(names(run))
                .containsExactly("events.jsonl", "processes.csv", "run.json", "samples-nvidia.csv", "samples-rapl.csv");
        assertThat(run.resolve("run.json")).hasContent(RUN_JSON);
        assertThat(Files.readString(run.resolve("samples-rapl.csv"))).isEqualTo(RAPL_CSV);
        assertThat(Files.readString(run.resolve("samples-nvidia.csv"))).isEqualTo(NVIDIA_CSV);
        assertThat(Files.readString(run.resolve("processes.csv"))).isEqualTo(PROCESSES_CSV);
        assertThat(Files.readString(run.resolve("events.jsonl"))).isEqualTo(EVENTS_JSONL);
    }

    @Test
    void write_arabicDefaultLocale_givesTheSameFiles() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(String.format("%d", 5)).as("the locale works").isEqualTo("٥");
            write_smallRun_givesTheseFiles();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void write_runThatDoesNotEnd_hasNoEndInRunJson() throws IOException {
        Path run = Runs.write(root.resolve("run"), null);
        assertThat(Files.readString(run.resolve("run.json"))).doesNotContain("\"end\"");
    }

    @Test
    void write_jobWithoutExitCode_leavesItOut() throws IOException {
        Path run = root.resolve("run");
        try (RecordingWriter writer = RecordingWriter.create(run, Runs.info())) {
            writer.mark(new Mark.JobEnd(5, null));
        }
        assertThat(run.resolve("events.jsonl")).hasContent("{\"elapsed_ns\":5,\"job\":\"end\"}");
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
