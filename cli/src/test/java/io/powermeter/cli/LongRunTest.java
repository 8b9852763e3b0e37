package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.recording.RecordingReader;
import io.powermeter.reports.Reports;
import io.powermeter.summary.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wide bounds, as the machines of a build are noisy; docs/fine-sampling.md has the measured times. */
class LongRunTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final long MILLISECOND = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void report_tenMinutesAtOneKilohertz_isQuickSmallAndKeepsABurstOfTwoMilliseconds() throws Exception {
        LongRun made = new LongRun(600, MILLISECOND, 3, 1000);
        Path run = folder.resolve("run");
        made.write(run);
        assertThat((double) Files.size(run.resolve("samples-rapl.csv")) / made.rows())
                .as("bytes a row")
                .isLessThan(60);

        long start = System.nanoTime();
        Summary summary = Summary.of(RecordingReader.read(run));
        Reports.write(summary, folder, EnumSet.of(Reports.Format.HTML, Reports.Format.PNG));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page.length()).isLessThan(2_000_000);
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        JsonNode machine = new ObjectMapper().readTree(data.group(1)).at("/lines/0/watts");
        double highest = 0;
        for (JsonNode watts : machine) {
            highest = Math.max(highest, watts.asDouble());
        }
        // the readings come at jittered instants, so one of them may be all burst, or no more than three quarters of it
        assertThat(highest).isGreaterThan(3 * 40 + 0.5 * (LongRun.BURST_WATTS - 40));
    }
}
