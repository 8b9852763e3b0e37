package io.powermeter.workloads.nn;

import java.util.Locale;

/** How a network of which a {@link Mask} keeps some weights is computed with. */
public enum Execution {
    /** All weights are stored and multiplied, those that are not kept are 0: what ordinary frameworks do. */
    DENSE_MASKED,

    /** Only kept weights are stored and multiplied, one by one. */
    CSR,

    /** Only kept weights are stored and multiplied, by blocks where the mask is of blocks. */
    BSR;

    /** The name in lower case, with a hyphen. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
