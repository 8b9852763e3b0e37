/**
 * External meters that the user names in one line each, and the power sensors of hwmon that need no naming.
 *
 * <p>The entries are {@link io.powermeter.wattmeter.WattmeterProvider}, which also says what is wrong with a line, and
 * {@link io.powermeter.wattmeter.HwmonProvider}. Nothing here reaches out to a network or starts a program unless a line says
 * so, and no password is ever in a line, a sentence or a recording.
 */
@NullMarked
package io.powermeter.wattmeter;

import org.jspecify.annotations.NullMarked;
