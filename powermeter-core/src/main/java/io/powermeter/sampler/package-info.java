/**
 * What a sensor module implements: a {@link io.powermeter.sampler.SamplerProvider} that looks at a host and a
 * {@link io.powermeter.sampler.Sampler} that reads its channels.
 *
 * <p>The entry is {@link io.powermeter.sampler.Samplers}, which asks every provider it finds. Nothing here knows a
 * sensor, a clock or a recording.
 */
@NullMarked
package io.powermeter.sampler;

import org.jspecify.annotations.NullMarked;
