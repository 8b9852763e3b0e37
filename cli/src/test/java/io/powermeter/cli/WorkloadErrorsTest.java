package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadErrorsTest {
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector\n";

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "W,''",
        "Wpowermeter: diverged\\n,powermeter: diverged\\n",
        "Picked up JAVA_TOOL_OPTIONS: -Dx\\nWé\\nno line end,Picked up JAVA_TOOL_OPTIONS: -Dx\\né\\nno line end",
        "WA line\\nW,A line\\nW",
        "no warning\\nand no line end,no warning\\nand no line end"
    })
    void passOn_anything_keepsAllButTheFirstWarning(String said, String passed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        WorkloadErrors.passOn(new ByteArrayInputStream(bytes(said)), out).awaitEnd();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(new String(bytes(passed), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.replace("\\n", "\n").replace("W", WARNING).getBytes(StandardCharsets.UTF_8);
    }
}
