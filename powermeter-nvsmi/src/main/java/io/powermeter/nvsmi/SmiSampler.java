package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Job;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the cards by the program {@code nvidia-smi}. Channels are those of its first document. */
final class SmiSampler implements Sampler {
    static final String NAME = "nvidia-smi";

    /**
     * Without persistence mode the driver is loaded first, which takes up to 10 s. Shorter than the limit for all that is looked
     * for, so that it is this program that is told to hang.
     */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(15);

    private static final long SILENT_NANOS = 10_000_000_000L;

    private final Host host;
    private final LongSupplier nanoTime;
    private final SmiFeed feed;
    private final List<String> cards;
    private final SmiChannels.Source[] sources;
    private final List<Channel> channels;
    private final VisibleDevices visible;
    private final List<String> notes;
    private final double[] shares;
    private @Nullable PmonShares pmon;
    private @Nullable SmiJobUse jobUse;
    private long lastNanos = Long.MIN_VALUE;

    private SmiSampler(Host host, LongSupplier nanoTime, SmiFeed feed, List<SmiCard> first) {
        this.host = host;
        this.nanoTime = nanoTime;
        this.feed = feed;
        this.cards = first.stream().map(SmiCard::identity).toList();
        List<SmiChannels.Source> found = SmiChannels.of(first);
        this.sources = found.toArray(new SmiChannels.Source[0]);
        this.channels = found.stream().map(SmiChannels.Source::channel).toList();
        this.visible = VisibleDevices.of(
                host,
                first.stream()
                        .map(card -> new VisibleDevices.Device(card.name(), card.uuid(), card.isMig()))
                        .toList());
        this.notes = SmiNotes.of(first, visible);
        this.shares = new double[cards.size()];
    }

    /** Looks for cards: starts the program, and waits for its first document. */
    static Detection detect(Host host) {
        return detect(host, System::nanoTime, FIRST_LIMIT);
    }

    static Detection detect(Host host, LongSupplier nanoTime, Duration limit) {
        SmiFeed feed;
        try {
            feed = new SmiFeed(host, nanoTime);
        } catch (UnreadableException e) {
            return SmiFailure.NO_PROGRAM.absent("");
        }
        SmiFeed.Report first = feed.awaitFirst(limit);
        if (first != null && !SmiChannels.of(first.cards()).isEmpty()) {
            return new Detection.Found(List.of(new SmiSampler(host, nanoTime, feed, first.cards())));
        }
        Detection absent = first == null ? SmiFailure.of(feed, limit) : SmiFailure.of(first.cards());
        feed.close(); // only now, as it ends with a code of its own
        return absent;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Duration shortestPeriod() {
        return SmiFeed.PERIOD;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void follow(Job job) {
        if (pmon == null) {
            try {
                pmon = new PmonShares(host, nanoTime);
            } catch (UnreadableException e) {
                // the program was there a moment ago: without it shares are known of cards with one user only
            }
        }
        jobUse = new SmiJobUse(host, job, pmon);
    }

    @Override
    public void sample(Reading reading) {
        SmiFeed.Report report = feed.latest();
        if (report == null || nanoTime.getAsLong() - report.nanos() > SILENT_NANOS) {
            reading.warn("nvidia-smi has told nothing for more than 10 s"
                    + feed.trouble().map(why -> " (" + why + ")").orElse("")
                    + ": until it does, its values are missing.");
        } else if (report.nanos() == lastNanos) {
            reading.nothingNew();
        } else {
            lastNanos = report.nanos();
            reading.at(report.nanos());
            read(report.cards(), reading);
        }
    }

    @Override
    public void close() {
        feed.close();
        if (pmon != null) {
            pmon.close();
        }
    }

    private void read(List<SmiCard> told, Reading reading) {
        @Nullable SmiCard[] present = present(told);
        for (int i = 0; i < present.length; i++) {
            if (present[i] == null) {
                reading.warn(
                        "nvidia-smi no longer lists " + SmiChannels.id(i) + ": until it does, its values are missing.");
            }
        }
        readShares(told, present);
        for (int i = 0; i < sources.length; i++) {
            SmiChannels.Source source = sources[i];
            SmiCard card = present[source.card()];
            if (card != null) {
                String path = source.path();
                reading.set(
                        i,
                        path == null
                                ? shares[source.card()]
                                : card.value(source.channel().quantity(), path));
            }
        }
    }

    private void readShares(List<SmiCard> told, @Nullable SmiCard[] present) {
        SmiJobUse use = jobUse;
        if (use != null) {
            use.clear();
        }
        for (int i = 0; i < present.length; i++) {
            SmiCard card = present[i];
            // pmon tells cards by an index that is sure only while the order has not changed
            int index = told.size() == cards.size() && told.get(i) == card ? i : -1;
            shares[i] = use == null || card == null ? Double.NaN : use.add(card, index, visible.hides(i));
        }
        if (use != null) {
            use.tell();
        }
    }

    /** Returns the cards of the channels; null for one that is not told. */
    private @Nullable SmiCard[] present(List<SmiCard> told) {
        @Nullable SmiCard[] present = new SmiCard[cards.size()];
        for (SmiCard card : told) {
            int index = cards.indexOf(card.identity());
            if (index >= 0) {
                present[index] = card;
            }
        }
        return present;
    }
}
