package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.host.LineStream;
import io.powermeter.host.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * {@code nvidia-smi} in its loop mode: one child that writes a document a second. Documents are read on the child's own thread;
 * who asks gets the latest and never waits.
 */
final class SmiFeed implements AutoCloseable {
    static final String PROGRAM = "nvidia-smi";

    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 50;

    private final LongSupplier nanoTime;
    private final LineStream stream;
    private volatile @Nullable Report latest;
    private volatile String remark = "";

    /**
     * Starts the program.
     *
     * @throws UnreadableException if there is no such program
     */
    SmiFeed(Host host, LongSupplier nanoTime) throws UnreadableException {
        this.nanoTime = nanoTime;
        SmiSplitter splitter = new SmiSplitter(this::document, this::remark);
        this.stream = host.stream(splitter::line, PROGRAM, "-q", "-x", "-l", Long.toString(PERIOD.toSeconds()));
        stream.start();
    }

    /** Returns the latest report, or null if there was none yet. */
    @Nullable
    Report latest() {
        return latest;
    }

    /** Returns why the program does not run, or nothing if it does. */
    Optional<String> trouble() {
        return stream.trouble();
    }

    /** Returns the first line since the last document that was part of none, or an empty text. */
    String remark() {
        return remark;
    }

    /** Waits for the first report, the program's end, or the limit, whatever comes first; returns the report, or null. */
    synchronized @Nullable Report awaitFirst(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (latest == null && trouble().isEmpty() && System.nanoTime() < until) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest;
    }

    @Override
    public void close() {
        stream.close();
    }

    private void document(String text) {
        try {
            publish(SmiDocument.cards(text));
        } catch (XMLStreamException e) {
            remark("a damaged document");
        }
    }

    private synchronized void publish(List<SmiCard> cards) {
        latest = new Report(cards, nanoTime.getAsLong());
        remark = "";
        notifyAll();
    }

    private void remark(String line) {
        remark = remark.isEmpty() ? line.substring(0, Math.min(line.length(), 200)) : remark;
    }

    /**
     * What one document told.
     *
     * @param cards in the order of the document, which is that of the driver's indices
     * @param nanos when its last line came
     */
    record Report(List<SmiCard> cards, long nanos) {}
}
