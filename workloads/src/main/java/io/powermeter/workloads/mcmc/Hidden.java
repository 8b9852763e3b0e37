package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.kernel.Relu;

/** What the layers but the last do to their sums, element by element. */
public enum Hidden {
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        void apply(float[] x, float[] y) {
            Relu.forward(x, y, x.length);
        }
    },

    /** 1 where x is 0 or more, else -1. */
    SIGN {
        @Override
        void apply(float[] x, float[] y) {
            for (int j = 0; j < x.length; j++) {
                y[j] = x[j] >= 0f ? 1f : -1f;
            }
        }
    };

    abstract void apply(float[] x, float[] y);
}
