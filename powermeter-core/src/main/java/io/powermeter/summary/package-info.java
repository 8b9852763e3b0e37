/**
 * Everything that is derived from a recording: energy by channel, component, phase and job; power; coverage; doubts.
 *
 * <p>The entry is {@link io.powermeter.summary.Summary}. It is computed on reading, so that old runs gain what is added
 * here. Nothing here measures, prints or knows a report.
 */
@NullMarked
package io.powermeter.summary;

import org.jspecify.annotations.NullMarked;
