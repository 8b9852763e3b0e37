/** Tests of the reports; {@link io.powermeter.reports.TestRuns} makes the recordings. */
@NullMarked
package io.powermeter.reports.picture;

import org.jspecify.annotations.NullMarked;
