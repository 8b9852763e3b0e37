/**
 * Joules of JUnit tests. The entries are {@link io.powermeter.junit.MeasureEnergy}, which measures tests, and {@link
 * io.powermeter.junit.EnergyBudget}, which fails those that cost too much.
 *
 * <p>This package knows no particular sensor and computes no energy: it makes a run of the meter of each test and asks its
 * summary.
 */
@NullMarked
package io.powermeter.junit;

import org.jspecify.annotations.NullMarked;
