package io.powermeter.cli;

import io.powermeter.exporters.ExportException;
import io.powermeter.exporters.RunExporter;
import io.powermeter.exporters.Targets;
import io.powermeter.exporters.WatchExporter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who is told what is measured while it is measured. Nothing of it is loaded unless it is wanted. */
final class ExportOptions {
    /** The port is that of OpenTelemetry's own exporter for Prometheus. */
    private static final String USUAL = "127.0.0.1:9464";

    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s]+):)?([0-9]{1,5})");

    @Option(
            names = "--prometheus",
            paramLabel = "HOST:PORT",
            arity = "0..1",
            fallbackValue = USUAL,
            preprocessor = Attached.class,
            description = "Serve joules and watts to Prometheus (if no address is given: " + USUAL + ").")
    private String prometheus = "";

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = {
                "Send joules and watts to an OpenTelemetry collector, such as http://localhost:4318,",
                "every 10s and at the end; headers and more by OTEL_... variables (docs/prometheus.md)."
            })
    private String otlp = "";

    /** Returns what a run tells, if anybody is to be told. */
    Optional<RunExporter> ofRun(PrintWriter err, boolean quiet) throws UsageException {
        if (!wanted()) {
            return Optional.empty();
        }
        try {
            RunExporter exporter = RunExporter.open(targets(), complaint -> err.println("powermeter: " + complaint));
            exporter.url().filter(url -> !quiet).ifPresent(url -> err.println("powermeter: metrics at " + url));
            err.flush();
            return Optional.of(exporter);
        } catch (ExportException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns what a watch tells, if anybody is to be told. */
    Optional<WatchExporter> ofWatch(PrintWriter err, Consumer<String> complaints) throws UsageException {
        if (!wanted()) {
            return Optional.empty();
        }
        try {
            WatchExporter exporter = WatchExporter.open(targets(), complaints);
            exporter.url().ifPresent(url -> err.println("powermeter: metrics at " + url));
            err.flush();
            return Optional.of(exporter);
        } catch (ExportException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private boolean wanted() {
        return !prometheus.isBlank() || !otlp.isBlank();
    }

    private Targets targets() throws UsageException {
        return new Targets(
                prometheus.isBlank() ? Optional.empty() : Optional.of(address(prometheus.strip())),
                otlp.isBlank() ? Optional.empty() : Optional.of(url(otlp.strip())));
    }

    private static InetSocketAddress address(String text) throws UsageException {
        Matcher matcher = ADDRESS.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : Integer.MAX_VALUE;
        if (port > 65_535) {
            throw new UsageException("--prometheus=" + text + " is no address. Give HOST:PORT, such as " + USUAL
                    + ", or 0.0.0.0:9464 for everybody who reaches this machine.");
        }
        @Nullable String host = matcher.group(1);
        try {
            return new InetSocketAddress(InetAddress.getByName(host == null ? "127.0.0.1" : host), port);
        } catch (UnknownHostException e) {
            throw new UsageException("--prometheus=" + text + ": this machine knows no host " + host
                    + ". Give an address that is its own, such as 127.0.0.1 or 0.0.0.0.");
        }
    }

    private static URI url(String text) throws UsageException {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw notUrl(text);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getUserInfo() != null) {
            throw new UsageException(
                    "--otlp holds a name or password, which others could read in the list of processes."
                            + " Give it as a header, by OTEL_EXPORTER_OTLP_HEADERS.");
        }
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw notUrl(text);
        }
        return url;
    }

    private static UsageException notUrl(String text) {
        return new UsageException(
                "--otlp " + text + " is no address of a collector. Give its URL, such as http://localhost:4318.");
    }

    /** The word behind an option that needs none is the job, unless it is attached with {@code =}. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (" ".equals(info.get("separator")) && !isDefault(words, command, option)) {
                words.push(USUAL);
            }
            return false;
        }

        /** A default, which no word of the command line is, comes the same way. */
        private static boolean isDefault(Stack<String> words, CommandSpec command, ArgSpec option) {
            try {
                IDefaultValueProvider defaults = command.defaultValueProvider();
                return defaults != null && words.size() == 1 && words.peek().equals(defaults.defaultValue(option));
            } catch (Exception e) { // as the interface has it; ours throws none
                return false;
            }
        }
    }
}
