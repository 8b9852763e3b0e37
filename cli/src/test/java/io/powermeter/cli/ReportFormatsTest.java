package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.reports.Reports;
import org.junit.jupiter.api.Test;

class ReportFormatsTest {
    @Test
    void convert_theKindsOfTheHelp_areAllFormats() {
        assertThat(new ReportFormats.OfRun().convert(ReportFormats.KINDS).formats())
                .isEqualTo(Reports.all());
    }

    @Test
    void convert_severalWords_areReadInTheirOrder() {
        assertThat(new ReportFormats.OfRun().convert("html, none,CSV , card").formats())
                .containsExactlyInAnyOrder(Reports.Format.CSV, Reports.Format.CARD);
    }
}
