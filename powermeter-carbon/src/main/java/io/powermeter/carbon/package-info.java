/**
 * Greenhouse gas from energy: how dirty a grid's electricity is, what the data centre adds, and the making of the machine.
 *
 * <p>The entry is {@link io.powermeter.carbon.CarbonAccount}, of a recorded run. This package calls no network and guesses no
 * place: it knows a table and what a recording tells. {@code io.powermeter.grid} asks those who watch a grid.
 */
@NullMarked
package io.powermeter.carbon;

import org.jspecify.annotations.NullMarked;
