package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Job;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads all cards by NVML: their energy and use at every reading, who uses them twice a second. */
final class NvmlSampler implements Sampler {
    static final String NAME = "nvml";

    /** Drivers tell the use by processes once in 1/6 to 1 s, and a list of processes costs more than all other values. */
    static final long ROUND_NANOS = 500_000_000L;

    private final Nvml nvml;
    private final Host host;
    private final LongSupplier nanoTime;
    private final NvmlProcesses processes;
    private final Warnings warnings = new Warnings();
    private final ProcessTable jobUse = new ProcessTable();
    private final List<Channel> channels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Seat[] seats;
    private @Nullable Job job;
    private @Nullable PmonShares pmon;
    private long roundNanos;
    private boolean anyRound;
    private boolean closed;

    /** A card, its place among the channels, and the job's share of it. */
    private static final class Seat {
        final NvmlCard card;
        final CardShare share;
        final int first;
        /** The index of the channel of the job's share, or -1 if the card has no energy to share. */
        final int shareChannel;

        final boolean hidden;
        /** Whether NVML does not tell the use by processes, but something else may. */
        final boolean askElsewhere;

        double value = Double.NaN;

        Seat(NvmlCard card, CardShare share, int first, int shareChannel, boolean hidden, boolean askElsewhere) {
            this.card = card;
            this.share = share;
            this.first = first;
            this.shareChannel = shareChannel;
            this.hidden = hidden;
            this.askElsewhere = askElsewhere;
        }
    }

    /**
     * Makes a sampler of cards that were looked at.
     *
     * @param nvml is closed with this sampler
     * @param leftOut what is worth knowing of cards that are not among them
     * @param nanoTime {@link System#nanoTime}, or a test's
     */
    NvmlSampler(Nvml nvml, Host host, List<CardLook> looks, List<String> leftOut, LongSupplier nanoTime) {
        this.nvml = nvml;
        this.host = host;
        this.nanoTime = nanoTime;
        this.processes = new NvmlProcesses(nvml);
        VisibleDevices visible =
                VisibleDevices.of(host, looks.stream().map(CardLook::device).toList());
        seats = new Seat[looks.size()];
        for (int i = 0; i < seats.length; i++) {
            seats[i] = seat(looks.get(i), visible.hides(i));
        }
        looks.stream().flatMap(look -> look.limits().stream()).distinct().forEach(notes::add);
        notes.addAll(leftOut);
    }

    private Seat seat(CardLook look, boolean hidden) {
        int first = channels.size();
        channels.addAll(look.channels());
        notes.addAll(look.notes());
        int shareChannel = -1;
        String root = look.root();
        if (root != null) {
            shareChannel = channels.size();
            channels.add(Channel.of(look.id() + "/job-share", Component.JOB, Quantity.UTILIZATION, Origin.MEASURED)
                    .partOf(root));
        }
        CardShare share = new CardShare(host, look.index(), processes, warnings);
        boolean told = share.look(look.handle());
        boolean askElsewhere = !told && !look.isMig() && !hidden;
        if (hidden) {
            notes.add(look.id() + " is hidden from the job by CUDA_VISIBLE_DEVICES: nothing of it is the job's.");
        } else if (askElsewhere) {
            notes.add(
                    look.id() + " does not tell NVML who uses its multiprocessors; nvidia-smi pmon is asked instead.");
        }
        return new Seat(new NvmlCard(nvml, look, warnings), share, first, shareChannel, hidden, askElsewhere);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns 20 ms, the least time in which a counter of energy was seen to move. */
    @Override
    public Duration shortestPeriod() {
        return Duration.ofMillis(20);
    }

    @Override
    public void follow(Job job) {
        this.job = job;
        for (Seat seat : seats) {
            if (seat.askElsewhere) {
                askPmon(seat.share);
            }
        }
    }

    private void askPmon(CardShare share) {
        try {
            PmonShares shares = pmon == null ? new PmonShares(host) : pmon;
            pmon = shares;
            share.askInstead(shares);
        } catch (UnreadableException e) {
            warnings.add("The job's share of a card that others use too is not known. " + e.getMessage());
        }
    }

    @Override
    public void sample(Reading reading) {
        if (closed) {
            return;
        }
        long now = nanoTime.getAsLong();
        Job followed = isRound(now) ? job : null;
        jobUse.clear();
        for (Seat seat : seats) {
            boolean there = seat.card.read(reading, seat.first, now);
            if (!there) {
                seat.value = Double.NaN;
            } else if (seat.hidden) {
                seat.value = 0;
            } else if (followed != null) {
                seat.value = seat.share.of(followed, seat.card.handle(), seat.card.utilization(), jobUse, now);
            }
            if (seat.shareChannel >= 0) {
                reading.set(seat.shareChannel, seat.value);
            }
        }
        for (int i = 0; followed != null && i < jobUse.size(); i++) {
            followed.usesAccelerators(jobUse.pid(i), jobUse.use(i), jobUse.bytes(i));
        }
        warnings.tell(reading);
    }

    private boolean isRound(long now) {
        if (anyRound && now - roundNanos < ROUND_NANOS) {
            return false;
        }
        anyRound = true;
        roundNanos = now;
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            PmonShares shares = pmon;
            if (shares != null) {
                shares.close();
            }
            nvml.close();
        }
    }
}
