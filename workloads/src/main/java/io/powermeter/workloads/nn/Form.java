package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** How the weights of a layer are stored and computed with. */
@FunctionalInterface
public interface Form {

    /** All weights, (F, C*K*K). */
    Form DENSE = (shape, batch) -> Backends.active().dense(shape, batch);

    /** The weights that a pattern of single weights keeps, in its order. */
    static Form csr(Csr pattern) {
        return (shape, batch) -> Backends.active().csr(shape, pattern, batch);
    }

    /** The weights that a pattern of blocks keeps, in its order. */
    static Form bsr(Bsr pattern) {
        return (shape, batch) -> Backends.active().bsr(shape, pattern, batch);
    }

    /** The kernel of a layer in this form. */
    Linear kernel(LinearShape shape, int batch);
}
