package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\u0001',
            value = {
                "50% 50\\%",
                "a_b&c#d$e a\\_b\\&c\\#d\\$e",
                "\\input{x} \\textbackslash{}input\\{x\\}",
                "~^<>| \\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{}",
                "--name -{-}name",
                "\"it''s\" \\symbol{34}it'{'}s\\symbol{34}",
                "[2ex] {[}2ex]",
                "*[x] {*}{[}x]",
                "Šárka \\v{S}\\'{a}rka",
                "naïve na\\\"{i}ve",
                "Łódź-ß \\L{}\\'{o}d\\'{z}-\\ss{}",
                "ąb ab",
                "≠ ?",
                "5±2µJ 5$\\pm$2$\\mu$J",
                "שלום ????",
                "🔋x ?x",
                "👩‍🔬 ??"
            })
    void text_anything_isAsciiThatMeansNothingElse(String text, String latex) {
        assertThat(Latex.text(text)).isEqualTo(latex).matches("[ -~]*");
    }

    @Test
    void text_lineBreaks_endNoLine() {
        assertThat(Latex.text("a\n\\end{tabular}")).isEqualTo("a \\textbackslash{}end\\{tabular\\}");
    }
}
