package io.powermeter.pi;

import io.powermeter.host.Host;
import io.powermeter.host.RepeatedCommand;
import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.Detection;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;

/** The firmware of a Raspberry Pi, asked by its program {@code vcgencmd}. */
interface Vcgencmd extends Closeable {
    Duration LIMIT = Duration.ofSeconds(2);

    /** Returns the answer that came since the last call, and asks anew; never waits. */
    Optional<RepeatedCommand.Answer> poll();

    /** Returns whether no answer came for too long. */
    boolean isSilent();

    @Override
    void close();

    /**
     * Asks once and waits for the answer; not while a run goes on.
     *
     * @throws UnreadableException if there is no answer
     */
    static String ask(Host host, String question) throws UnreadableException {
        return host.run(LIMIT, "vcgencmd", question);
    }

    /**
     * Prepares to ask one question again and again.
     *
     * @throws UnreadableException if there is no such program
     */
    static Vcgencmd repeated(Host host, String question) throws UnreadableException {
        RepeatedCommand command = host.repeated(LIMIT, "vcgencmd", question);
        return new Vcgencmd() {
            @Override
            public Optional<RepeatedCommand.Answer> poll() {
                return command.poll();
            }

            @Override
            public boolean isSilent() {
                return command.isSilent();
            }

            @Override
            public void close() {
                command.close();
            }
        };
    }

    /** Tells why the firmware does not answer, and what to do about it. */
    static Detection.Absent trouble(Host host, UnreadableException failure) {
        if (failure.reason() == UnreadableException.Reason.MISSING) {
            return new Detection.Absent(
                    "vcgencmd, which asks the firmware, is not installed",
                    "Install it: sudo apt install raspi-utils (before Raspberry Pi OS 12: libraspberrypi-bin).");
        }
        try {
            host.openNumber("/dev/vcio").close();
        } catch (UnreadableException e) {
            return e.reason() == UnreadableException.Reason.DENIED
                    ? new Detection.Absent(
                            "no permission to open /dev/vcio, the way to the firmware",
                            "Join the group that may, and log in again: sudo usermod -aG video \"$USER\"")
                    : new Detection.Absent(
                            "there is no /dev/vcio, the way to the firmware",
                            "In a container: let it in with docker run --device /dev/vcio ...");
        }
        return new Detection.Absent("the firmware does not answer: " + failure.getMessage(), "");
    }
}
