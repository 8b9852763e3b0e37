/**
 * The measured job as the kernel sees it: its tree of processes, the CPU time and memory they use, and how busy the
 * machine is beside them.
 *
 * <p>The entry is {@link io.powermeter.process.UsageSampler}. This package knows nothing of energy: who drew what is
 * decided later, from the recording.
 */
@NullMarked
package io.powermeter.process;

import org.jspecify.annotations.NullMarked;
