package io.powermeter.recording;

/**
 * The numbers of a column, NaN where nothing was read, in 4 to 8 bytes each.
 *
 * <p>A file's numbers are decimal ones of up to six places, so most are kept as the whole number of millionths; others as the
 * bits of the double. The two cannot be mistaken: as a whole number the bits of a double are beyond 2<sup>52</sup>, if it is
 * not smaller than {@link Double#MIN_NORMAL}, which counts as 0.
 */
public final class Values {
    /** A microjoule is the unit of the finest counter there is. */
    static final double SCALE = 1e6;

    /** Up to here a number of millionths is a double's own, and comes back from it. */
    static final long MOST_MILLIONTHS = 1L << 51;

    private final PackedLongs codes;

    private Values(PackedLongs codes) {
        this.codes = codes;
    }

    /** Returns these numbers. */
    public static Values of(double... numbers) {
        Builder builder = new Builder();
        for (double number : numbers) {
            builder.add(number);
        }
        return builder.build();
    }

    /** Returns what stands for a number; for millionths up to {@link #MOST_MILLIONTHS} that is their number. */
    static long code(double number) {
        double millionths = Math.rint(number * SCALE);
        if (Math.abs(millionths) <= MOST_MILLIONTHS && millionths / SCALE == number) {
            return (long) millionths;
        }
        return Math.abs(number) < Double.MIN_NORMAL ? 0 : Double.doubleToLongBits(number);
    }

    /** Returns how many there are. */
    public int size() {
        return codes.size();
    }

    /** Returns one of them, just as it was added. */
    public double get(int index) {
        long code = codes.get(index);
        return Math.abs(code) <= MOST_MILLIONTHS ? code / SCALE : Double.longBitsToDouble(code);
    }

    /** Returns a copy of all of them. */
    public double[] toArray() {
        double[] all = new double[size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = get(i);
        }
        return all;
    }

    /** Takes numbers one after the other. */
    public static final class Builder {
        private final PackedLongs.Builder codes = new PackedLongs.Builder();

        /** Adds a number. */
        public void add(double number) {
            codes.add(code(number));
        }

        /** Adds what stands for a number. */
        void addCode(long code) {
            codes.add(code);
        }

        /** Returns how many were added. */
        public int size() {
            return codes.size();
        }

        /** Returns the room that they take, in bytes. */
        long bytes() {
            return codes.bytes();
        }

        /** Returns the numbers; nothing may be added after that. */
        public Values build() {
            return new Values(codes.build());
        }
    }
}
