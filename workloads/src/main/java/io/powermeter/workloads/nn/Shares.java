package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backend;

/**
 * How a batch is shared out among workers: each gets the next so many images, as long as there are some.
 *
 * @param size most images of a share, a multiple of {@link Backend#BATCH_MULTIPLE}
 */
record Shares(int size) {

    /** Equal shares, rounded up. */
    static Shares of(int batch, int workers) {
        int each = (batch + workers - 1) / workers;
        return new Shares((each + Backend.BATCH_MULTIPLE - 1) / Backend.BATCH_MULTIPLE * Backend.BATCH_MULTIPLE);
    }

    /** How many workers get any of a batch, at least one. */
    int workers(int batch) {
        return Math.max(1, (batch + size - 1) / size);
    }

    /** Where in the batch a worker's share begins. */
    int from(int worker) {
        return worker * size;
    }

    /** How many images of a batch a worker gets. */
    int used(int worker, int batch) {
        return Math.max(0, Math.min(size, batch - from(worker)));
    }
}
