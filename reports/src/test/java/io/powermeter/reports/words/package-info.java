/** Tests of the wording. */
@NullMarked
package io.powermeter.reports.words;

import org.jspecify.annotations.NullMarked;
