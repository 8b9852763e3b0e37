package io.powermeter.sampler;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What every provider found on a host.
 *
 * @param byProvider provider name to what it found, in order of name
 */
public record Samplers(Map<String, Detection> byProvider) implements AutoCloseable {
    /** Drivers that are loaded at the first call have been seen to take 10 s; longer is a hang. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Asks every provider on the class path. */
    public static Samplers discover(Host host) {
        return detect(host, providers());
    }

    /** Returns what is wrong with the settings for sensors, or nothing. */
    public static Optional<String> complaint(Host host) {
        return providers().stream()
                .flatMap(provider -> provider.complaint(host).stream())
                .findFirst();
    }

    private static List<SamplerProvider> providers() {
        List<SamplerProvider> providers = new ArrayList<>();
        ServiceLoader.load(SamplerProvider.class, SamplerProvider.class.getClassLoader())
                .forEach(providers::add);
        return providers;
    }

    /** Asks the given providers. */
    public static Samplers detect(Host host, List<SamplerProvider> providers) {
        return detect(host, providers, LIMIT);
    }

    /**
     * Asks the given providers, all at once; one that does not answer in time is taken to have found nothing.
     *
     * @param limit how long the slowest may take
     */
    static Samplers detect(Host host, List<SamplerProvider> providers, Duration limit) {
        Map<String, CompletableFuture<Detection>> answers = new TreeMap<>();
        for (SamplerProvider provider : providers) {
            answers.put(provider.name(), ask(provider, host));
        }
        long end = System.nanoTime() + limit.toNanos();
        Map<String, Detection> found = new LinkedHashMap<>();
        answers.forEach((name, answer) -> found.put(name, await(answer, end - System.nanoTime(), limit)));
        return new Samplers(found);
    }

    private static CompletableFuture<Detection> ask(SamplerProvider provider, Host host) {
        CompletableFuture<Detection> answer = new CompletableFuture<>();
        Runnable look = () -> {
            Detection detection = look(provider, host);
            if (!answer.complete(detection) && detection instanceof Detection.Found late) {
                late.samplers().forEach(Sampler::close); // nobody waits for it any more
            }
        };
        Thread thread = new Thread(look, "powermeter-detect-" + provider.name());
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private static Detection look(SamplerProvider provider, Host host) {
        try {
            return provider.detect(host);
        } catch (RuntimeException | LinkageError e) { // a native library may not fit
            return new Detection.Absent("looking for it failed: " + e, "");
        }
    }

    private static Detection await(CompletableFuture<Detection> answer, long nanos, Duration limit) {
        Detection.Absent late = new Detection.Absent(
                "it did not answer within " + limit.toSeconds() + " s: its driver or device hangs",
                "See what sudo dmesg says of it. If it goes on, restart the machine.",
                true);
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return answer.complete(late) ? late : answer.getNow(late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer.complete(late) ? late : answer.getNow(late);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed so
        }
    }

    /** Returns every sampler found. */
    public List<Sampler> found() {
        List<Sampler> samplers = new ArrayList<>();
        for (Detection detection : byProvider.values()) {
            if (detection instanceof Detection.Found some) {
                samplers.addAll(some.samplers());
            }
        }
        return samplers;
    }

    /** Returns the reasons of the providers that found nothing, by name. */
    public Map<String, Detection.Absent> absent() {
        Map<String, Detection.Absent> absent = new LinkedHashMap<>();
        byProvider.forEach((name, detection) -> {
            if (detection instanceof Detection.Absent none) {
                absent.put(name, none);
            }
        });
        return absent;
    }

    /** Returns whether some sensor tells the energy of the CPU, alone or with more, so that no estimate is needed. */
    public boolean measureCpu() {
        return found().stream()
                .flatMap(sampler -> sampler.channels().stream())
                .filter(Channel::tellsEnergy)
                .map(Channel::component)
                .anyMatch(c -> c == Component.CPU || c == Component.BOARD || c == Component.WALL);
    }

    @Override
    public void close() {
        found().forEach(Sampler::close);
    }
}
