package io.powermeter.recording;

/** Is told how far a run folder is read. */
@FunctionalInterface
public interface ReadingProgress {
    /** Tells nobody. */
    ReadingProgress NONE = (bytes, of) -> {};

    /**
     * Some more was read.
     *
     * @param bytes that were read so far
     * @param of the size of all that is to be read, in bytes; 0 if it is not known
     */
    void read(long bytes, long of);
}
