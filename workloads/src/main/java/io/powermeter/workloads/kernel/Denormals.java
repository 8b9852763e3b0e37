package io.powermeter.workloads.kernel;

/**
 * Keeps denormal numbers (under 1.2e-38) out of the arithmetic: x86 takes over a hundred times longer for a product with
 * one, and Java cannot tell the processor to treat them as 0.
 */
public final class Denormals {

    /** Far above the denormals, so that a product with a weight or a pixel is none either; far below what matters. */
    public static final float TINY = 1e-30f;

    private Denormals() {}

    /** The value, or 0 if it is tiny; NaN is not tiny. */
    public static float flush(float value) {
        return Math.abs(value) < TINY ? 0f : value;
    }
}
