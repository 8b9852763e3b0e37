/**
 * Reads labelled images: the bundled MNIST subset, or a folder of files in the format of MNIST or CIFAR-10.
 *
 * <p>Everything is checked here, so that bad input is refused before any training starts, and the rest of the module
 * can trust what it gets. Knows nothing of models or training. The entry is
 * {@link io.powermeter.workloads.data.DataSource}.
 */
@NullMarked
package io.powermeter.workloads.data;

import org.jspecify.annotations.NullMarked;
