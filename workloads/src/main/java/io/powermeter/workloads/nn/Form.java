package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** How the weights of a layer are stored and computed with. */
@FunctionalInterface
public interface Form {

    /** All weights, (F, C*K*K). */
    Form DENSE = (shape, batch) -> Backends.active().dense(shape, batch);

    /** The kernel of a layer in this form. */
    Linear kernel(LinearShape shape, int batch);
}
