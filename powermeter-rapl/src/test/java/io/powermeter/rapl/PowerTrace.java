package io.powermeter.rapl;

/** A course of power whose energy is known exactly, from the closed form of its integral. */
@FunctionalInterface
public interface PowerTrace {
    /** Returns the joules spent from second 0 to second {@code seconds}, which is not below 0. */
    double joules(double seconds);

    /** Returns {@code watts} for ever. */
    static PowerTrace constant(double watts) {
        return seconds -> watts * seconds;
    }

    /** Returns {@code low} watts for half a period, then {@code high} watts for the other half, and so on. */
    static PowerTrace square(double low, double high, double periodSeconds) {
        double half = periodSeconds / 2;
        return seconds -> {
            double periods = Math.floor(seconds / periodSeconds);
            double rest = seconds - periods * periodSeconds;
            return periods * half * (low + high) + low * Math.min(rest, half) + high * Math.max(0, rest - half);
        };
    }

    /** Returns a straight line from {@code from} to {@code to} watts over {@code overSeconds}, and then {@code to} watts. */
    static PowerTrace ramp(double from, double to, double overSeconds) {
        return seconds -> {
            double rising = Math.min(seconds, overSeconds);
            double ofRamp = from * rising + (to - from) * rising * rising / (2 * overSeconds);
            return ofRamp + to * (seconds - rising);
        };
    }

    /** Returns the sum of this and {@code other}. */
    default PowerTrace plus(PowerTrace other) {
        return seconds -> joules(seconds) + other.joules(seconds);
    }
}
