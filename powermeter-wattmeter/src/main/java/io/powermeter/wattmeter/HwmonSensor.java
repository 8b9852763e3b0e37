package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.NumberFile;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** One file of hwmon that tells microwatts or microjoules. */
final class HwmonSensor implements Closeable {
    private static final double MICRO = 1e6;

    /** Which values are readings. */
    enum Range {
        /** A machine that runs draws something: 0 is what a controller says that does not measure. */
        POSITIVE,
        /** A part may be off. */
        NOT_NEGATIVE,
        /** A shunt sees currents in both directions. */
        SIGNED
    }

    private final Host host;
    private final Channel channel;
    private final String path;
    private final Range range;
    private final @Nullable String currentPath;
    private @Nullable NumberFile file;
    private @Nullable NumberFile current;

    /**
     * Makes a sensor; its file is opened at the first reading.
     *
     * @param currentPath the file of the same shunt's current: some chips lose the sign of the power, but not the current's
     */
    HwmonSensor(Host host, Channel channel, String path, Range range, @Nullable String currentPath) {
        this.host = host;
        this.channel = channel;
        this.path = path;
        this.range = range;
        this.currentPath = currentPath;
    }

    Channel channel() {
        return channel;
    }

    String path() {
        return path;
    }

    /**
     * Returns watts or joules.
     *
     * @throws UnreadableException if the file does not tell them
     */
    double read() throws UnreadableException {
        NumberFile open = file;
        if (open == null) {
            open = host.openNumber(path);
            file = open;
        }
        double value = open.read() / MICRO;
        boolean wrong = range == Range.POSITIVE ? value <= 0 : range == Range.NOT_NEGATIVE && value < 0;
        if (wrong || !channel.quantity().isCounter() && Math.abs(value) > PlugReading.HIGHEST_WATTS) {
            throw new UnreadableException(
                    path, UnreadableException.Reason.NO_VALUE, "what it says is no value of it", "");
        }
        return value > 0 && isCurrentNegative() ? -value : value;
    }

    private boolean isCurrentNegative() throws UnreadableException {
        String other = currentPath;
        if (other == null) {
            return false;
        }
        NumberFile open = current;
        if (open == null) {
            open = host.openNumber(other);
            current = open;
        }
        return open.read() < 0;
    }

    @Override
    public void close() {
        NumberFile one = file;
        NumberFile two = current;
        file = null;
        current = null;
        if (one != null) {
            one.close();
        }
        if (two != null) {
            two.close();
        }
    }
}
