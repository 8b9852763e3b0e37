/**
 * RAPL: the energy counters of Intel and AMD processors, as Linux shows them in its powercap tree.
 *
 * <p>The entry is {@link io.powermeter.rapl.RaplProvider}. This package says what each counter means and reads it raw; it
 * knows nothing of time, of wrap-arounds or of which zones turn out to be mirrors: that is decided from the recording.
 */
@NullMarked
package io.powermeter.rapl;

import org.jspecify.annotations.NullMarked;
