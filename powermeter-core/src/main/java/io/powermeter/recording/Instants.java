package io.powermeter.recording;

/** Instants in nanoseconds since a run's start, ascending, in about 4 bytes each where they are at a steady period. */
public final class Instants {
    private final PackedLongs nanos;

    private Instants(PackedLongs nanos) {
        this.nanos = nanos;
    }

    /** Returns these instants. */
    public static Instants of(long... nanos) {
        Builder builder = new Builder();
        for (long instant : nanos) {
            builder.add(instant);
        }
        return builder.build();
    }

    /** Returns how many there are. */
    public int size() {
        return nanos.size();
    }

    /** Returns one of them, in nanoseconds since the run's start. */
    public long get(int index) {
        return nanos.get(index);
    }

    /** Returns where an instant is or, negative and less by one, would be put: {@link java.util.Arrays#binarySearch(long[], long)}. */
    public int find(long instant) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = get(middle);
            if (found == instant) {
                return middle;
            }
            if (found < instant) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Returns a copy of all of them. */
    public long[] toArray() {
        long[] all = new long[size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = get(i);
        }
        return all;
    }

    /** Takes instants one after the other. */
    public static final class Builder {
        private final PackedLongs.Builder nanos = new PackedLongs.Builder();

        /** Adds an instant, which must not be before the one added last. */
        public void add(long instant) {
            nanos.add(instant);
        }

        /** Returns how many were added. */
        public int size() {
            return nanos.size();
        }

        /** Returns the room that they take, in bytes. */
        long bytes() {
            return nanos.bytes();
        }

        /** Returns the instants; nothing may be added after that. */
        public Instants build() {
            return new Instants(nanos.build());
        }
    }
}
