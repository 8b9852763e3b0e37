package io.powermeter.recording;

/**
 * The readings of a channel around an instant.
 *
 * @param previous the last reading at or before it, NaN if there is none
 * @param next the first reading at or after it, NaN if there is none
 * @param share where the instant lies between them, 0 to 1
 * @param bridged whether a gauge is taken to go on straight from the one to the other
 */
record Neighbours(double previous, double next, double share, boolean bridged) {

    static Neighbours of(SampleTable table, int column, long instant) {
        Values values = table.column(column);
        Instants nanos = table.elapsedNanos();
        int found = nanos.find(instant);
        int before = found >= 0 ? found : -found - 2;
        int after = found >= 0 ? found : -found - 1;
        while (before >= 0 && Double.isNaN(values.get(before))) {
            before--;
        }
        while (after < values.size() && Double.isNaN(values.get(after))) {
            after++;
        }
        boolean both = before >= 0 && after < values.size();
        long length = both ? nanos.get(after) - nanos.get(before) : 0;
        return new Neighbours(
                before >= 0 ? values.get(before) : Double.NaN,
                after < values.size() ? values.get(after) : Double.NaN,
                length == 0 ? 0 : (double) (instant - nanos.get(before)) / length,
                length <= SampleTable.LONGEST_BRIDGE_PERIODS * table.sampler().periodNanos());
    }

    /** Returns whether the channel is known at the instant. */
    boolean known(boolean counter) {
        return !Double.isNaN(previous) && !Double.isNaN(next) && (counter || bridged);
    }

    /** Returns the value on the straight line between the two. */
    double onLine() {
        return previous + share * (next - previous);
    }
}
