package io.powermeter.recording;

/**
 * What is kept of a segment when segments are joined: from its job's begin to its end. The first one also keeps what was
 * before its job, the last one what came after.
 *
 * @param recording the segment, as a recording of its own
 * @param fromNanos where the kept stretch begins, in the segment's own time
 * @param toNanos where it ends
 * @param baseNanos where it begins in the time of the joined recording
 * @param first whether it is the first segment, cut only at its end
 * @param last whether it is the last segment, cut only at its begin
 */
record Piece(Recording recording, long fromNanos, long toNanos, long baseNanos, boolean first, boolean last) {

    /** Returns nothing of a segment that ended while the idle machine was measured, before its job began. */
    static Piece none(Recording recording, long baseNanos, boolean first) {
        long end = recording.lastNanos();
        return new Piece(recording, end, end, baseNanos, first, false);
    }

    boolean isEmpty() {
        return fromNanos == toNanos;
    }

    static boolean hasJob(Recording recording) {
        return recording.marks().stream().anyMatch(Mark.JobBegin.class::isInstance);
    }

    static Piece of(Recording recording, long baseNanos, boolean first, boolean last) {
        long end = recording.lastNanos();
        long from = 0;
        long to = end;
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.JobBegin && !first) {
                from = mark.elapsedNanos();
            } else if (mark instanceof Mark.JobEnd && !last) {
                to = mark.elapsedNanos();
            }
        }
        return new Piece(recording, Math.min(from, end), Math.max(Math.min(from, end), to), baseNanos, first, last);
    }

    long endNanos() {
        return baseNanos + toNanos - fromNanos;
    }

    /** Returns the instant of the joined recording that an instant of the segment is; one outside goes to the nearest edge. */
    long shifted(long nanos) {
        long kept = Math.max(nanos, fromNanos);
        return (last ? kept : Math.min(kept, toNanos)) - fromNanos + baseNanos;
    }
}
