/**
 * NVIDIA cards: by NVML, or by the program {@code nvidia-smi} where the library cannot be used.
 *
 * <p>The entry is {@link io.powermeter.nvsmi.NvidiaProvider}. Nothing here knows a clock, a run or a recording; only
 * {@code NvmlFunctions} names the library's functions, and only {@code SmiDocument} the XML of the program.
 */
@NullMarked
package io.powermeter.nvsmi;

import org.jspecify.annotations.NullMarked;
