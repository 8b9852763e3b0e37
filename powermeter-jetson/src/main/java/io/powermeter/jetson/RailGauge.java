package io.powermeter.jetson;

import io.powermeter.host.Host;
import io.powermeter.host.NumberFile;
import io.powermeter.host.UnreadableException;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Reads the power of one rail: from a file of its own, or as voltage times current. Allocates nothing while all is well. */
final class RailGauge implements Closeable {
    /** Millivolts times milliamperes are microwatts. */
    private static final double MICROWATTS_PER_WATT = 1e6;

    private final Host host;
    private final String path;
    private final @Nullable String currentPath;
    private final double unitsPerWatt;
    private @Nullable NumberFile file;
    private @Nullable NumberFile currentFile;

    private RailGauge(Host host, String path, @Nullable String currentPath, double unitsPerWatt) {
        this.host = host;
        this.path = path;
        this.currentPath = currentPath;
        this.unitsPerWatt = unitsPerWatt;
    }

    /** Returns the gauge of a file that tells power. */
    static RailGauge ofPower(Host host, String powerPath, double unitsPerWatt) {
        return new RailGauge(host, powerPath, null, unitsPerWatt);
    }

    /** Returns the gauge of a file with millivolts and one with milliamperes. */
    static RailGauge ofVoltageAndCurrent(Host host, String voltagePath, String currentPath) {
        return new RailGauge(host, voltagePath, currentPath, MICROWATTS_PER_WATT);
    }

    /**
     * Returns the power in watts; below 0 if the monitor says so, as it does with no load and an offset of its own.
     *
     * @throws UnreadableException if it cannot be read
     */
    double watts() throws UnreadableException {
        NumberFile first = file;
        if (first == null) {
            first = host.openNumber(path);
            file = first;
        }
        double value = first.read();
        if (currentPath != null) {
            NumberFile second = currentFile;
            if (second == null) {
                second = host.openNumber(currentPath);
                currentFile = second;
            }
            value *= second.read();
        }
        return value / unitsPerWatt;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
        if (currentFile != null) {
            currentFile.close();
        }
    }
}
