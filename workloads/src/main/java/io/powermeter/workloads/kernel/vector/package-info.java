/**
 * The kernels in Java's vector API ({@code jdk.incubator.vector}), for the JVMs that have it.
 *
 * <p>Entered by {@link io.powermeter.workloads.kernel.Backends}, by name: nothing outside this package may need a class of
 * it, for it is compiled and loaded only together with the incubating module. One vector species everywhere,
 * {@code SPECIES_PREFERRED}: on JDK 17 a second one in the same JVM makes all of them many times slower. The hot code is in
 * small static methods, a tile each: HotSpot compiles those to registers, and large nests of loops not.
 */
@NullMarked
package io.powermeter.workloads.kernel.vector;

import org.jspecify.annotations.NullMarked;
