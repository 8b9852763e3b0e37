/**
 * Greenhouse gas from energy: how dirty a grid's electricity is, and what the data centre adds.
 *
 * <p>The entries are {@link io.powermeter.carbon.GridIntensity} and {@link io.powermeter.carbon.Footprint}. This package
 * calls no network and guesses no place: it knows only a table and what it is told. What asks a grid's operator is module
 * {@code powermeter-grid}.
 */
@NullMarked
package io.powermeter.carbon;

import org.jspecify.annotations.NullMarked;
