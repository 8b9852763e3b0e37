package io.powermeter.workloads.mcmc;

import java.util.Locale;
import java.util.Random;

/** A symmetric distribution around 0 with a scale, to draw steps from or as a prior of weights. */
public enum Law {
    /** Student's with one degree of freedom, which is Cauchy's; the scale is its half width at half height. */
    STUDENT {
        @Override
        public double draw(double scale, Random random) {
            return scale * StrictMath.tan(Math.PI * (random.nextDouble() - 0.5));
        }

        @Override
        double logRatio(double from, double to, double scale) {
            return StrictMath.log1p(square(from / scale)) - StrictMath.log1p(square(to / scale));
        }
    },

    /** The normal distribution; the scale is its standard deviation. */
    GAUSSIAN {
        @Override
        public double draw(double scale, Random random) {
            return scale * random.nextGaussian();
        }

        @Override
        double logRatio(double from, double to, double scale) {
            return (square(from / scale) - square(to / scale)) / 2;
        }
    };

    private static double square(double x) {
        return x * x;
    }

    /** A value drawn from it. */
    public abstract double draw(double scale, Random random);

    /** Logarithm of the density at {@code to} over the density at {@code from}. */
    abstract double logRatio(double from, double to, double scale);

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
