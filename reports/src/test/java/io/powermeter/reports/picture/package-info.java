/** Tests of the pictures; {@link io.powermeter.reports.picture.TestComparisons} has what they draw. */
@NullMarked
package io.powermeter.reports.picture;

import org.jspecify.annotations.NullMarked;
