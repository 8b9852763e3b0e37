package io.powermeter.nvsmi;

import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import java.util.Arrays;
import java.util.List;

/** One card that is read again and again; one that is lost is looked for again, seldom. */
final class NvmlCard {
    /** Looking for a lost card may take the driver long. */
    private static final long SEARCH_NANOS = 5_000_000_000L;

    /** Reads one value. */
    interface Gauge {
        /** Returns the value, NaN if NVML does not tell it, which its code then explains. */
        double read(long card);
    }

    /** A channel and where its values come from. */
    record Source(Channel channel, Gauge gauge) {}

    private final Nvml nvml;
    private final NvmlFields fields;
    private final String id;
    private final String uuid;
    private final Source[] sources;
    private final int[] codes;
    private final int use;
    private final Warnings warnings;
    private long handle;
    private boolean gone;
    private long searchedNanos;
    private double utilization = Double.NaN;

    NvmlCard(Nvml nvml, CardLook look, Warnings warnings) {
        this.nvml = nvml;
        this.fields = look.fields();
        this.id = look.id();
        this.uuid = look.uuid();
        this.handle = look.handle();
        this.sources = look.sources().toArray(new Source[0]);
        this.codes = new int[sources.length];
        this.use = look.channels().stream().map(Channel::id).toList().indexOf(id + "/utilization");
        this.warnings = warnings;
    }

    List<Channel> channels() {
        return Arrays.stream(sources).map(Source::channel).toList();
    }

    long handle() {
        return handle;
    }

    /** Returns the share of the time in which some kernel ran, as of the last reading, NaN if not known. */
    double utilization() {
        return utilization;
    }

    /**
     * Reads every channel.
     *
     * @param first the index of the card's first channel in the reading
     * @param now {@link System#nanoTime}
     * @return whether the card is there
     */
    boolean read(Reading reading, int first, long now) {
        utilization = Double.NaN;
        if (gone && !search(now)) {
            return false;
        }
        fields.read(handle);
        for (int i = 0; i < sources.length; i++) {
            double value = sources[i].gauge.read(handle);
            int code = nvml.code();
            if (NvmlCode.isGone(code)) {
                lose(code, now);
                return false;
            }
            reading.set(first + i, value);
            utilization = i == use ? value : utilization;
            explain(i, code);
        }
        return true;
    }

    /** Says why a value is missing, as soon as the reason changes. */
    private void explain(int source, int code) {
        if (code != codes[source]) {
            codes[source] = code;
            if (code != NvmlCode.SUCCESS) {
                warnings.add(sources[source].channel.id() + " could not be read: NVML told " + NvmlCode.name(code)
                        + "; such readings are missing.");
            }
        }
    }

    private void lose(int code, long now) {
        gone = true;
        searchedNanos = now;
        warnings.add(id + " is lost: NVML told " + NvmlCode.name(code)
                + "; its readings are missing until it comes back. " + NvmlCode.remedy(NvmlCode.GPU_IS_LOST));
    }

    /** A card that was reset has another handle, and perhaps another number. */
    private boolean search(long now) {
        if (now - searchedNanos < SEARCH_NANOS) {
            return false;
        }
        searchedNanos = now;
        long found = uuid.isEmpty() ? handle : nvml.card(uuid);
        if (found != 0) {
            handle = found;
            gone = false;
        }
        return found != 0;
    }
}
