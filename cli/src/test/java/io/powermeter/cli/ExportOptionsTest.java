package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExportOptionsTest {
    private static final String PROMETHEUS = "--prometheus";

    @Test
    void prometheus_withoutAddress_leavesTheNextWordToTheJob() {
        CommandLine.ParseResult parsed = parse(PROMETHEUS, "sgd", "--epochs", "1");

        assertThat(parsed.<String>matchedOptionValue(PROMETHEUS, "")).isEqualTo("127.0.0.1:9464");
        assertThat(parsed.matchedPositionalValue(0, List.<String>of())).containsExactly("sgd", "--epochs", "1");
    }

    @Test
    void prometheus_beforeTwoDashes_leavesTheJobAlone() {
        CommandLine.ParseResult parsed = parse(PROMETHEUS, "--", "9465", "sgd");

        assertThat(parsed.<String>matchedOptionValue(PROMETHEUS, "")).isEqualTo("127.0.0.1:9464");
        assertThat(parsed.matchedPositionalValue(0, List.<String>of())).containsExactly("9465", "sgd");
    }

    @Test
    void prometheus_attachedAddress_isTaken() {
        CommandLine.ParseResult parsed = parse(PROMETHEUS + "=[::1]:9465", "sgd");

        assertThat(parsed.<String>matchedOptionValue(PROMETHEUS, "")).isEqualTo("[::1]:9465");
        assertThat(parsed.matchedPositionalValue(0, List.<String>of())).containsExactly("sgd");
    }

    @Test
    void prometheus_addressFromTheEnvironment_isTakenUnlessTheCommandLineSaysOtherwise() {
        CommandLine run =
                run().setDefaultValueProvider(option -> option.paramLabel().equals("HOST:PORT") ? "9470" : null);

        assertThat(address(run, "sgd")).isEqualTo("9470");
        assertThat(address(run, PROMETHEUS, "sgd")).isEqualTo("127.0.0.1:9464");
        assertThat(address(run, PROMETHEUS + "=9471", "sgd")).isEqualTo("9471");
    }

    @ParameterizedTest
    @CsvSource({"xyz", ":9464", "localhost", "127.0.0.1:99999", "127.0.0.1:9464/metrics"})
    void ofRun_noAddress_saysWhatIsOne(String text) {
        assertThatThrownBy(() -> open(PROMETHEUS + "=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--prometheus=" + text + " is no address. Give HOST:PORT, such as 127.0.0.1:9464,"
                        + " or 0.0.0.0:9464 for everybody who reaches this machine.");
    }

    @ParameterizedTest
    @CsvSource({"collector", "ftp://collector", "http://", "localhost:4318", "http://a b"})
    void ofRun_noUrl_saysWhatIsOne(String text) {
        assertThatThrownBy(() -> open("--otlp=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--otlp " + text
                        + " is no address of a collector. Give its URL, such as http://localhost:4318.");
    }

    @Test
    void ofRun_urlWithPassword_isRefusedWithoutTellingIt() {
        assertThatThrownBy(() -> open("--otlp=https://me:secret@collector"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--otlp holds a name or password, which others could read in the list of processes."
                        + " Give it as a header, by OTEL_EXPORTER_OTLP_HEADERS.");
    }

    @Test
    void ofRun_nothingAsked_isNothing() throws Exception {
        assertThat(open("--prometheus=")).isEmpty();
    }

    private static CommandLine.ParseResult parse(String... words) {
        return run().parseArgs(words);
    }

    private static String address(CommandLine run, String... words) {
        run.parseArgs(words);
        return run.getCommandSpec().findOption(PROMETHEUS).getValue();
    }

    private static CommandLine run() {
        return new CommandLine(new RunCommand())
                .registerConverter(Duration.class, new DurationText())
                .setStopAtPositional(true);
    }

    private static Optional<?> open(String option) throws UsageException {
        ExportOptions options = new ExportOptions();
        CommandLine.populateCommand(options, option);
        return options.ofRun(new PrintWriter(new StringWriter()), false);
    }
}
