package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFileTest {
    @TempDir
    Path root;

    private String cell(double value) throws IOException {
        Path file = Files.createTempFile(root, "cell", ".csv");
        Files.delete(file);
        try (RowFile rows = new RowFile(file, "v", SampleLog.GROUP_NANOS)) {
            rows.cell(value);
            rows.endRow(0);
        }
        return Files.readAllLines(file).get(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.1, 0.1",
        "0.000001, 0.000001",
        "0.0000004, 0",
        "-0.0000004, 0",
        "0.0000006, 0.000001",
        "-12.5, -12.5",
        "100.100100, 100.1001",
        "999999.999999, 999999.999999",
        "0.9999999, 1",
        "1e12, 1000000000000",
        "4503599627.370495, 4503599627.370495",
        "1e15, 1000000000000000",
        "NaN, ''"
    })
    void cell_number_hasSixDecimalsAtMostAndNoExponent(double value, String text) throws IOException {
        assertThat(cell(value)).isEqualTo(text);
    }

    @Test
    void cell_randomNumbers_areTheRoundedDecimals() throws IOException {
        Random random = new Random(7);
        Path file = root.resolve("random.csv");
        double[] values = random.doubles(20_000)
                .map(d -> (d - 0.3) * Math.pow(10, random.nextInt(10)))
                .toArray();
        try (RowFile rows = new RowFile(file, "v", SampleLog.GROUP_NANOS)) {
            for (int i = 0; i < values.length; i++) {
                rows.cell(values[i]);
                rows.endRow(i);
            }
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(values.length + 1);
        for (int i = 0; i < values.length; i++) {
            assertThat(lines.get(i + 1)).matches("-?\\d+(\\.\\d{0,5}[1-9])?");
            double exact = new BigDecimal(values[i])
                    .setScale(6, RoundingMode.HALF_EVEN)
                    .doubleValue();
            assertThat(Double.parseDouble(lines.get(i + 1))).isCloseTo(exact, within(1.1e-6));
        }
    }

    @Test
    void cell_wholeNumbers_areWrittenInFull() throws IOException {
        Path file = root.resolve("long.csv");
        try (RowFile rows = new RowFile(file, "a,b,c", SampleLog.GROUP_NANOS)) {
            rows.cell(0L);
            rows.cell(-42L);
            rows.cell(Long.MAX_VALUE);
            rows.endRow(0);
        }
        assertThat(file).hasContent("a,b,c\n0,-42,9223372036854775807\n");
    }

    @Test
    void cell_textLongerThanTheBuffer_isWhole() throws IOException {
        Path file = root.resolve("text.csv");
        String longText = "é,".repeat(50_000);
        try (RowFile rows = new RowFile(file, "a,b", SampleLog.GROUP_NANOS)) {
            rows.cell(1L);
            rows.cell(longText);
            rows.endRow(0);
        }
        assertThat(file).hasContent("a,b\n1,\"" + longText + "\"\n");
    }

    @Test
    void constructor_done_headerIsInTheFileAtOnce() throws IOException {
        Path file = root.resolve("h.csv");
        try (RowFile rows = new RowFile(file, "head", SampleLog.GROUP_NANOS)) {
            assertThat(file).hasContent("head\n");
            rows.cell(1L);
            rows.endRow(5);
            assertThat(file).as("the first row too").hasContent("head\n1\n");
        }
    }

    @Test
    void endRow_rowsAtTenPerSecond_areInTheFileAtOnce() throws IOException {
        Path file = root.resolve("slow.csv");
        try (RowFile rows = new RowFile(file, "head", SampleLog.GROUP_NANOS)) {
            for (int i = 0; i < 5; i++) {
                rows.cell((long) i);
                rows.endRow(i * 100_000_000L);
                assertThat(Files.readAllLines(file)).hasSize(i + 2);
            }
        }
    }

    @Test
    void endRow_rowsAtThousandPerSecond_areInTheFileBeforeASecondIsOver() throws IOException {
        Path file = root.resolve("fast.csv");
        try (RowFile rows = new RowFile(file, "head", SampleLog.GROUP_NANOS)) {
            for (int i = 0; i < 2000; i++) {
                rows.cell((long) i);
                rows.endRow(i * 1_000_000L);
                assertThat(Files.readAllLines(file).size()).isGreaterThanOrEqualTo(i - 1000);
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(2001);
    }
}
