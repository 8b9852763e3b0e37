package io.powermeter.pi;

import io.powermeter.host.Host;
import io.powermeter.host.RepeatedCommand;
import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.Reading;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the board is slowed down by a weak supply or by heat, which changes what a run costs.
 *
 * <p>{@code vcgencmd get_throttled} says {@code throttled=0x50005}: bits 0 to 3 are true now, bits 16 to 19 have been since
 * the board was started (raspberrypi.com/documentation/computers/os.html). It is asked seldom, as each question starts a
 * program.
 */
final class ThrottleWatch implements Closeable {
    static final String QUESTION = "get_throttled";

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int SINCE_START = 16;
    private static final int FLAGS = 0xf;

    private static final List<String> NAMES =
            List.of("under-voltage", "a capped clock", "throttling", "the soft temperature limit");

    private static final Pattern ANSWER = Pattern.compile("throttled=0x([0-9a-fA-F]{1,7})");

    private final @Nullable Vcgencmd firmware;
    private final LongSupplier nanoClock;
    private final int seenBefore;
    private final List<String> notes;
    private boolean asked;
    private long nextNanos;

    /**
     * Makes a watch.
     *
     * @param firmware asked {@link #QUESTION}; null if nothing can be watched
     * @param before the flags as the meter begins
     * @param notes what to say of it
     */
    ThrottleWatch(@Nullable Vcgencmd firmware, LongSupplier nanoClock, int before, List<String> notes) {
        this.firmware = firmware;
        this.nanoClock = nanoClock;
        this.seenBefore = (before >> SINCE_START) & FLAGS;
        this.notes = List.copyOf(notes);
    }

    /** Returns the watch of a board; one that sees nothing, and says why, if its firmware does not answer. */
    static ThrottleWatch of(Host host, LongSupplier nanoClock) {
        try {
            OptionalInt flags = flags(Vcgencmd.ask(host, QUESTION));
            if (flags.isPresent()) {
                int before = flags.getAsInt();
                return new ThrottleWatch(Vcgencmd.repeated(host, QUESTION), nanoClock, before, notes(before));
            }
            return blind("vcgencmd get_throttled gives no answer that is known");
        } catch (UnreadableException e) {
            return blind(Vcgencmd.trouble(host, e).reason());
        }
    }

    /** Returns a watch that sees nothing. */
    static ThrottleWatch blind(String why) {
        return new ThrottleWatch(
                null, () -> 0, 0, List.of("Under-voltage and throttling are not watched: " + why + "."));
    }

    List<String> notes() {
        return notes;
    }

    /** Warns of what slows the board down now, or did since the meter began. */
    void check(Reading reading) {
        long now = nanoClock.getAsLong();
        if (firmware == null || asked && now - nextNanos < 0) {
            return;
        }
        Optional<RepeatedCommand.Answer> answer = firmware.poll();
        if (answer.isPresent()) {
            asked = true;
            nextNanos = now + PAUSE_NANOS;
            flags(answer.get().text()).ifPresent(flags -> warn(reading, flags));
        }
    }

    private void warn(Reading reading, int flags) {
        int news = flags & FLAGS | (flags >> SINCE_START) & FLAGS & ~seenBefore;
        if (news != 0) {
            reading.warn("The firmware reported " + names(news)
                    + " during the run: its time and energy are not those of a board with a good supply and cooling.");
        }
    }

    private static List<String> notes(int flags) {
        List<String> notes = new ArrayList<>();
        int now = flags & FLAGS;
        int ever = (flags >> SINCE_START) & FLAGS;
        if (now != 0) {
            notes.add("When the meter began, the firmware reported " + names(now) + " (vcgencmd get_throttled).");
        }
        if (ever != 0) {
            notes.add("Since the board was started, the firmware has seen " + names(ever) + ".");
        }
        return notes;
    }

    private static String names(int flags) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((flags >> bit & 1) != 0) {
                names.add(NAMES.get(bit));
            }
        }
        return String.join(" and ", names);
    }

    private static OptionalInt flags(String text) {
        Matcher answer = ANSWER.matcher(text.strip());
        return answer.matches() ? OptionalInt.of(Integer.parseInt(answer.group(1), 16)) : OptionalInt.empty();
    }

    @Override
    public void close() {
        if (firmware != null) {
            firmware.close();
        }
    }
}
