/**
 * The machine as files, commands and settings under a root: the only way to {@code /sys} and {@code /proc}.
 *
 * <p>The entry is {@link io.powermeter.host.Host}. Nothing here knows what a file means; nothing elsewhere opens an
 * absolute path, so that every sensor can be tried on the files of a machine that is not there.
 */
@NullMarked
package io.powermeter.host;

import org.jspecify.annotations.NullMarked;
