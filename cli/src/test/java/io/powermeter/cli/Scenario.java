package io.powermeter.cli;

import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.nio.file.Path;

/** A simulated machine whose joules are known. */
enum Scenario {
    CONSTANT("50 W", Course.CONSTANT, false),
    CONSTANT_WRAP("50 W, wrap-around", Course.CONSTANT, true),
    SMALL_RANGE("50 W, wrap-around each 6 s", Course.CONSTANT, true),
    SQUARE("10/90 W, 1.3 s", Course.SQUARE, false),
    SQUARE_WRAP("10/90 W, 1.3 s, wrap-around", Course.SQUARE, true),
    RAMP("ramp 10 to 90 W", Course.RAMP, false),
    RAMP_WRAP("ramp 10 to 90 W, wrap-around", Course.RAMP, true),
    TWO_SOCKETS("50 W, two sockets", Course.CONSTANT, false),
    PSYS("50 W, psys", Course.CONSTANT, false),
    MMIO("50 W, MMIO twin", Course.CONSTANT, false);

    private static final long RANGE_MICROJOULES = 262_143_328_850L;

    /** No processor has so small a one: 6 s of the course's 50 W. */
    private static final long SMALL_RANGE_MICROJOULES = 300_000_000L;

    private final String label;
    private final Course course;
    private final boolean wraps;

    Scenario(String label, Course course, boolean wraps) {
        this.label = label;
        this.course = course;
        this.wraps = wraps;
    }

    private enum Course {
        CONSTANT,
        SQUARE,
        RAMP
    }

    String label() {
        return label;
    }

    boolean wraps() {
        return wraps;
    }

    /**
     * Starts the machine.
     *
     * @param seconds how long it will be looked at: the ramp rises as long
     * @param wrapSeconds when the package's counter starts again at zero, if it does
     */
    SimulatedRapl start(Path root, double seconds, double wrapSeconds) throws IOException {
        PowerTrace trace = trace(seconds);
        long range = this == SMALL_RANGE ? SMALL_RANGE_MICROJOULES : RANGE_MICROJOULES;
        SimulatedRapl.Builder machine = SimulatedRapl.under(root)
                .packagePower(trace)
                .sockets(this == TWO_SOCKETS ? 2 : 1)
                .psys(this == PSYS)
                .mmio(this == MMIO)
                .rangeMicrojoules(range);
        if (wraps) {
            machine.startMicrojoules(range - Math.round(trace.joules(wrapSeconds) * 1e6));
        }
        return machine.start();
    }

    /** Returns the joules of the whole machine between two instants of {@link System#nanoTime()}. */
    double truth(SimulatedRapl machine, long from, long to) {
        return this == PSYS ? machine.joulesBetween("rapl/psys", from, to) : machine.joulesBetween(from, to);
    }

    private PowerTrace trace(double seconds) {
        return switch (course) {
            case CONSTANT -> PowerTrace.constant(50);
            case SQUARE -> PowerTrace.square(10, 90, 1.3);
            case RAMP -> PowerTrace.ramp(10, 90, seconds);
        };
    }
}
