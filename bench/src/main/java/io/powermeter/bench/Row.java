package io.powermeter.bench;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A line of the page.
 *
 * @param id what it is called where it is chosen
 * @param kernel what is measured
 * @param peer against what
 * @param target the least times that the kernel has to be as fast as the peer, on the newest JDK
 * @param race makes both, with their numbers
 */
record Row(String id, String kernel, String peer, OptionalDouble target, Supplier<Race> race) {}
