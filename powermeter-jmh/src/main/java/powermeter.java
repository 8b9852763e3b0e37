import io.powermeter.jmh.PowerMeterProfiler;
import org.openjdk.jmh.profile.ProfilerException;

/**
 * The profiler by the name that one types: {@code -prof powermeter}. JMH has short names for its own profilers only, and takes
 * every other for the name of a class; so this one stands in no package.
 */
public final class powermeter extends PowerMeterProfiler {
    /** Makes one with the defaults: as JMH looks for it. */
    public powermeter() throws ProfilerException {}

    /**
     * Makes one with options.
     *
     * @param options as those of {@link PowerMeterProfiler#PowerMeterProfiler(String)}
     * @throws ProfilerException if an option is unknown or makes no sense; says which it may be
     */
    public powermeter(String options) throws ProfilerException {
        super(options);
    }
}
