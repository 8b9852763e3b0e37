package io.powermeter.cli;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images a workload takes. */
final class DataOptions {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Format of the images: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private DataFormat format = DataFormat.MNIST;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the files; the bundled 10,000 + 2,000 images of MNIST if not given.")
    private @Nullable Path folder;

    /** Looks at the files too, so that the meter need not begin for nothing. */
    DataSource source() {
        DataSource source = new DataSource(format, Optional.ofNullable(folder));
        source.check();
        return source;
    }
}
