package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "train | train",
                "a,b | \"a,b\"",
                "a;b | \"a;b\"",
                "say \"x\" | \"say \"\"x\"\"\"",
                "=1+1 | '=1+1",
                "+1 | '+1",
                "-1 | '-1",
                "@SUM(A1,A2) | \"'@SUM(A1,A2)\"",
                "＝1 | '＝1",
                "1-1 | 1-1"
            })
    void text_anything_isOneHarmlessCell(String text, String cell) {
        CsvTable table = new CsvTable("name");
        table.text("name", text).end();

        assertThat(table).hasToString("name\n" + cell + "\n");
    }

    @Test
    void text_lineBreaksBeforeAFormula_areNotThere() {
        CsvTable table = new CsvTable("name");
        table.text("name", "\t\r\n=1\n2").end();

        assertThat(table).hasToString("name\n'=1 2\n");
    }

    @Test
    void number_ofAnySize_isPlainDigitsAndNothingIfNotKnown() {
        CsvTable table = new CsvTable("a", "b", "c", "d");
        table.number("a", 1e-7)
                .number("b", -1234567890123.0)
                .number("c", Double.NaN)
                .end();
        table.number("d", 100).end();

        assertThat(table).hasToString("a,b,c,d\n0.0000001,-1234567890000,,\n,,,100\n");
    }
}
