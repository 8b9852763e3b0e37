package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.host.LineStream;
import io.powermeter.host.UnreadableException;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much each process uses of each card, by {@code nvidia-smi pmon}: one child that writes a round of rows a second. */
final class PmonShares implements AutoCloseable {
    /** After this long without a new round the last one is worth nothing. */
    private static final long STALE_NANOS = 5_000_000_000L;

    private final LongSupplier nanoTime;
    private final PmonRounds rounds = new PmonRounds();
    private final LineStream stream;

    /**
     * Starts the program.
     *
     * @throws UnreadableException if there is no such program
     */
    PmonShares(Host host) throws UnreadableException {
        this(host, System::nanoTime);
    }

    PmonShares(Host host, LongSupplier nanoTime) throws UnreadableException {
        this.nanoTime = nanoTime;
        this.stream = host.stream(this::line, SmiFeed.PROGRAM, "pmon", "-s", "u", "-d", "1");
        stream.start();
    }

    /**
     * Tells the processes of one card as of the latest whole round.
     *
     * @param gpuIndex the driver's index
     * @param sink not called if the card has no process
     * @return whether a round came within the last 5 s and has the card
     */
    boolean utilization(int gpuIndex, PidUse sink) {
        PmonRounds.Round round = latest();
        if (round == null || nanoTime.getAsLong() - round.nanos() > STALE_NANOS) {
            return false;
        }
        Map<Long, Double> processes = round.byGpu().get(gpuIndex);
        if (processes == null) {
            return false;
        }
        processes.forEach(sink::use);
        return true;
    }

    @Override
    public void close() {
        stream.close();
    }

    private void line(String line) {
        synchronized (rounds) {
            rounds.line(line, nanoTime.getAsLong());
        }
    }

    private PmonRounds.@Nullable Round latest() {
        synchronized (rounds) {
            return rounds.latest(nanoTime.getAsLong());
        }
    }

    /** Takes what one process uses. */
    @FunctionalInterface
    interface PidUse {
        /**
         * Takes one process.
         *
         * @param sm use of the card's multiprocessors, 0 to 1; NaN if there is no value
         */
        void use(long pid, double sm);
    }
}
