/**
 * The run folder, written and read back: the line that nothing live crosses.
 *
 * <p>The entries are {@link io.powermeter.recording.RecordingWriter} and {@link io.powermeter.recording.RecordingReader},
 * whose javadoc is the format. Files hold readings; everything derived from them is computed on reading, elsewhere. This
 * package knows no sampler, no clock and no report.
 */
@NullMarked
package io.powermeter.recording;

import org.jspecify.annotations.NullMarked;
