/** Interim. */
@NullMarked
package io.powermeter.carbon;

import org.jspecify.annotations.NullMarked;
