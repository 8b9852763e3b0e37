package io.powermeter.reports.words;

import io.powermeter.reports.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for people: four significant digits, a unit of fitting size, a decimal point in every country. What is not known
 * (NaN) is {@link #UNKNOWN}, never 0.
 */
public final class Figures {
    /** Stands where a number is not known. */
    public static final String UNKNOWN = "–";

    private static final int DIGITS = 4;

    private static final double JOULES_PER_WATT_HOUR = 3600;

    private static final String[] JOULES = {"pJ", "nJ", "µJ", "mJ", "J", "kJ", "MJ", "GJ"};
    private static final String[] WATT_HOURS = {"µWh", "mWh", "Wh", "kWh", "MWh"};
    private static final String[] WATTS = {"µW", "mW", "W", "kW", "MW"};
    private static final String[] GRAMS = {"µg", "mg", "g", "kg", "t"};
    private static final String[] METRES = {"µm", "mm", "m", "km"};
    private static final String[] SECONDS = {"ps", "ns", "µs", "ms", "s"};
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

    /** Where the plain unit stands in the lists above. */
    private static final int PLAIN = 2;

    private static final int PLAIN_JOULES = 4;

    /** Shorter times are told in smaller units. */
    private static final double LEAST_MILLIS = 1e-4;

    private Figures() {}

    /** Returns for instance {@code 1.234 kJ}. */
    public static String joules(double joules) {
        return scaled(joules, JOULES, PLAIN_JOULES, 1000);
    }

    /** Returns joules as watt-hours, for instance {@code 342.9 mWh}. */
    public static String wattHours(double joules) {
        return scaled(joules / JOULES_PER_WATT_HOUR, WATT_HOURS, PLAIN, 1000);
    }

    /** Returns for instance {@code 42.17 W}. */
    public static String watts(double watts) {
        return scaled(watts, WATTS, PLAIN, 1000);
    }

    /** Returns for instance {@code 12.35 g}. */
    public static String grams(double grams) {
        return scaled(grams, GRAMS, PLAIN, 1000);
    }

    /** Returns for instance {@code 1.234 km}. */
    public static String metres(double metres) {
        return scaled(metres, METRES, PLAIN, 1000);
    }

    /** Returns for instance {@code 1.500 GiB}. */
    public static String bytes(double bytes) {
        return scaled(bytes, BYTES, 0, 1024);
    }

    /** Returns for instance {@code 83.4 s}, {@code 12 min 34 s} or {@code 3 h 25 min}. */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return UNKNOWN;
        }
        if (Math.abs(seconds) < LEAST_MILLIS) {
            return scaled(seconds, SECONDS, SECONDS.length - 1, 1000);
        }
        if (Math.abs(seconds) < 119.95) {
            return Math.abs(seconds) < 1 && seconds != 0
                    ? rounded(seconds * 1000, 3).toPlainString() + " ms"
                    : rounded(seconds, 3).toPlainString() + " s";
        }
        long whole = Math.round(seconds);
        return Math.abs(whole) < 7200
                ? whole / 60 + " min " + Math.abs(whole % 60) + " s"
                : Math.round(seconds / 60) / 60 + " h " + Math.abs(Math.round(seconds / 60) % 60) + " min";
    }

    /**
     * Returns a share of 1 in percent, for instance {@code 98.7 %}; a share below 1 is never rounded up to
     * {@code 100 %}, since that would hide what is missing.
     */
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return UNKNOWN;
        }
        double percent = 100 * share;
        if (percent < 100 && percent >= 99.95) {
            return "> 99.9 %";
        }
        if (percent == 100 || percent == 0) {
            return Math.round(percent) + " %";
        }
        return rounded(percent, percent < 1 ? 2 : 3).toPlainString() + " %";
    }

    /** Returns a number without unit, for instance {@code 0.9731}, {@code 12} or {@code 1.235e+09}. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        return size >= 1e6 || size < 1e-4
                ? String.format(Locale.ROOT, "%.3e", value)
                : rounded(value, DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Returns a mean and half its interval in one unit, rounded as the interval allows, for instance {@code 131 ± 13 J}. */
    public static String joules(Interval interval) {
        return spread(interval, Scale.of(larger(interval), JOULES, PLAIN_JOULES, 1000));
    }

    /** Returns for instance {@code 42.2 ± 1.1 W}. */
    public static String watts(Interval interval) {
        return spread(interval, Scale.of(larger(interval), WATTS, PLAIN, 1000));
    }

    /** Returns for instance {@code 12.35 ± 0.24 g}. */
    public static String grams(Interval interval) {
        return spread(interval, Scale.of(larger(interval), GRAMS, PLAIN, 1000));
    }

    /** Returns for instance {@code 83.4 ± 1.2 s} or {@code 12 min 34 s ± 15 s}. */
    public static String seconds(Interval interval) {
        double larger = larger(interval);
        if (larger < LEAST_MILLIS) {
            return spread(interval, Scale.of(larger, SECONDS, SECONDS.length - 1, 1000));
        }
        return larger < 119.95
                ? spread(interval, larger < 1 && larger != 0 ? new Scale(1e-3, " ms") : new Scale(1, " s"))
                : seconds(interval.mean()) + " ± " + seconds(interval.half());
    }

    /** Returns for instance {@code 0.9731 ± 0.0021}. */
    public static String number(Interval interval) {
        double mean = Math.abs(interval.mean());
        return mean < 1e6 && mean >= 1e-4
                ? spread(interval, new Scale(1, ""))
                : number(interval.mean()) + " ± " + number(interval.half());
    }

    /** A unit that fits both: of a mean near 0 the interval may be far longer. */
    private static double larger(Interval interval) {
        return Math.max(Math.abs(interval.mean()), interval.half());
    }

    private static String spread(Interval interval, Scale scale) {
        double mean = interval.mean() / scale.size;
        BigDecimal half = rounded(interval.half() / scale.size, 2);
        BigDecimal told = half.signum() == 0
                ? rounded(mean, DIGITS)
                : new BigDecimal(mean).setScale(Math.min(half.scale(), 6), RoundingMode.HALF_UP);
        return told.toPlainString() + " ± " + half.toPlainString() + scale.unit;
    }

    private static String scaled(double value, String[] units, int plain, double step) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        Scale scale = Scale.of(value, units, plain, step);
        return (value == 0 ? "0" : rounded(value / scale.size, DIGITS).toPlainString()) + scale.unit;
    }

    /** The unit of a fitting size, with the space before it. */
    private record Scale(double size, String unit) {
        static Scale of(double value, String[] units, int plain, double step) {
            int unit = plain;
            double size = 1;
            while (value != 0 && unit > 0 && Math.abs(value / size) < 1) {
                size /= step;
                unit--;
            }
            while (unit < units.length - 1
                    && rounded(Math.abs(value / size), DIGITS).doubleValue() >= step) {
                size *= step;
                unit++;
            }
            return new Scale(size, " " + units[unit]);
        }
    }

    /** Rounds to significant digits, and never writes more decimals than that. */
    private static BigDecimal rounded(double value, int digits) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal round = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int decimals = Math.max(0, digits - (round.precision() - round.scale()));
        return round.setScale(decimals, RoundingMode.HALF_UP);
    }
}
