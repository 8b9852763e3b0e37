package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RunMutations;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What could be read of a damaged run can be reported, in numbers that are numbers. */
class DamagedRunTest {
    private static final int MUTATIONS = 1000;
    private static final int PAGE_EACH = 20;

    @TempDir
    Path root;

    @Test
    @Timeout(60)
    void write_mutatedRun_tellsNumbersOnly() throws IOException {
        Path run = root.resolve("run");
        RunMutations mutations = RunMutations.ofSmallRun(run, new Random(4));
        int reported = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            mutations.mutate();
            try {
                report(Summary.of(RecordingReader.read(run)), i);
                reported++;
            } catch (RecordingException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            } catch (IllegalArgumentException e) {
                assertThat(e).as("only carbon terms are refused").hasStackTraceContaining("CarbonTerms.of");
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("mutation " + i + ": " + e, e);
            }
            mutations.mend();
        }
        assertThat(reported).isGreaterThan(MUTATIONS / 2);
    }

    private static void report(Summary summary, int mutation) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        SummaryJson.write(summary, json);
        assertNumbers(new ObjectMapper().readTree(json.toByteArray()));
        if (mutation % PAGE_EACH == 0) {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            HtmlReport.write(summary, page);
            assertThat(page.toString(StandardCharsets.UTF_8).strip()).endsWith("</html>");
        }
    }

    private static void assertNumbers(JsonNode node) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())
                || node.isTextual() && node.textValue().matches("NaN|-?Infinity")) {
            throw new AssertionError("no number: " + node);
        }
        node.forEach(DamagedRunTest::assertNumbers);
    }
}
