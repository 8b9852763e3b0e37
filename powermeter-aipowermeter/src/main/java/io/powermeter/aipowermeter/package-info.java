/**
 * Exchange with AIPowerMeter: its folders and the CSV files of its wattmeter, written from a recording and read into one.
 *
 * <p>The entries are {@link io.powermeter.aipowermeter.FolderExport} and {@link io.powermeter.aipowermeter.FolderImport}. This
 * package knows recordings and their summaries; it knows no sampler and starts no run.
 */
@NullMarked
package io.powermeter.aipowermeter;

import org.jspecify.annotations.NullMarked;
