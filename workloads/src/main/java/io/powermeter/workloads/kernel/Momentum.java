package io.powermeter.workloads.kernel;

/** A step of stochastic gradient descent with classical momentum (Polyak 1964, in PyTorch's form without damping). */
public final class Momentum {

    private Momentum() {}

    /**
     * {@code v = momentum * v + g; w = w - rate * v}, for every element from a first one on.
     *
     * <p>Tiny results become 0: the velocity of a weight that gets no gradient any more would decay into the denormals.
     */
    public static void step(float[] w, float[] g, float[] v, float rate, float momentum, int from) {
        for (int j = from; j < w.length; j++) {
            v[j] = Denormals.flush(momentum * v[j] + g[j]);
            w[j] = Denormals.flush(w[j] - rate * v[j]);
        }
    }
}
