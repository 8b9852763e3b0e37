package io.powermeter.rapl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A powercap tree that lives: its counters follow known courses of power, so that what a meter says can be held against the
 * truth.
 *
 * <p>It counts as the kernel does: every millisecond, in whole units of 61.035 uJ (2^-14 J cut to whole nanojoules), 32 bits
 * wide unless told otherwise. {@code psys}, if there is one, sits between the packages, where the number of its path misleads.
 */
public final class SimulatedRapl implements AutoCloseable {
    /** 2^-14 J as the kernel's {@code intel_rapl_common.c} holds it. */
    private static final long UNIT_NANOJOULES = 61_035;

    private static final long UPDATE_NANOS = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOJOULES_PER_JOULE = 1e9;

    private final Map<String, PowerTrace> traces = new LinkedHashMap<>();
    private final Map<MappedNumber, PowerTrace> counters = new LinkedHashMap<>();
    private final long counts;
    private final long startMicrojoules;
    private final long startNanos;
    private final Thread updater = new Thread(this::update, "simulated-rapl");
    private volatile long longestGapNanos;
    private volatile boolean closed;

    private SimulatedRapl(Builder settings) throws IOException {
        this.counts = (settings.rangeMicrojoules * 1000 + UNIT_NANOJOULES - 1) / UNIT_NANOJOULES + 1;
        this.startMicrojoules = settings.startMicrojoules;
        Path powercap = settings.root.resolve("sys/class/powercap");
        PowerTrace platform = settings.board;
        for (int socket = 0; socket < settings.sockets; socket++) {
            int index = settings.psys && socket > 0 ? socket + 1 : socket;
            PowerTrace cpu = settings.powerOf("rapl/package-" + socket, settings.packages);
            platform = platform.plus(cpu);
            addZone(powercap.resolve("intel-rapl:" + index), "package-" + socket, "rapl/package-" + socket, cpu);
            if (settings.mmio) {
                addZone(
                        powercap.resolve("intel-rapl-mmio:" + index),
                        "package-" + socket,
                        "rapl/package-" + socket,
                        cpu);
            }
            if (settings.dram) {
                String id = "rapl/package-" + socket + "/dram";
                PowerTrace memory = settings.powerOf(id, settings.drams);
                platform = platform.plus(memory);
                addZone(powercap.resolve("intel-rapl:" + index + ":0"), "dram", id, memory);
            }
        }
        if (settings.psys) {
            addZone(powercap.resolve("intel-rapl:1"), "psys", "rapl/psys", settings.powerOf("rapl/psys", platform));
        }
        startNanos = System.nanoTime();
        countUpTo(startNanos);
        updater.setDaemon(true);
    }

    /** Starts to describe a machine whose {@code sys} folder lies under {@code root}. */
    public static Builder under(Path root) {
        return new Builder(root);
    }

    /**
     * Returns the exact joules of all packages and all memory in a window.
     *
     * @param fromNanoTime an instant of {@link System#nanoTime()}
     * @param toNanoTime another one, not before
     */
    public double joulesBetween(long fromNanoTime, long toNanoTime) {
        double joules = 0;
        for (String channel : traces.keySet()) {
            if (!channel.equals("rapl/psys")) {
                joules += joulesBetween(channel, fromNanoTime, toNanoTime);
            }
        }
        return joules;
    }

    /** Returns the exact joules of one channel, such as {@code rapl/package-0/dram}, in a window. */
    public double joulesBetween(String channel, long fromNanoTime, long toNanoTime) {
        PowerTrace trace = traces.get(channel);
        if (trace == null) {
            throw new IllegalArgumentException("no channel " + channel + " among " + traces.keySet());
        }
        return trace.joules(seconds(toNanoTime)) - trace.joules(seconds(fromNanoTime));
    }

    /** Returns the longest time so far that the counters stood still: how far they can lag behind the truth. */
    public long longestGapNanos() {
        return longestGapNanos;
    }

    /** Ends the counting; the files stay. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(updater);
        boolean interrupted = false;
        while (updater.isAlive()) {
            try {
                updater.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void addZone(Path directory, String name, String channel, PowerTrace trace) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("name"), name + "\n");
        Files.writeString(directory.resolve("max_energy_range_uj"), microjoules(counts - 1) + "\n");
        traces.put(channel, trace);
        counters.put(new MappedNumber(directory.resolve("energy_uj")), trace);
    }

    private void update() {
        long last = startNanos;
        long due = startNanos;
        while (!closed) {
            due = Math.max(due + UPDATE_NANOS, last);
            for (long now = System.nanoTime(); now < due && !closed; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            long now = System.nanoTime();
            countUpTo(now);
            // the previous values stood until these were all written
            longestGapNanos = Math.max(longestGapNanos, System.nanoTime() - last);
            last = now;
        }
    }

    private void countUpTo(long nanoTime) {
        double seconds = seconds(nanoTime);
        counters.forEach((file, trace) -> {
            double nanojoules = startMicrojoules * 1000.0 + trace.joules(seconds) * NANOJOULES_PER_JOULE;
            file.set(microjoules((long) (nanojoules / UNIT_NANOJOULES) % counts));
        });
    }

    private static long microjoules(long count) {
        return count * UNIT_NANOJOULES / 1000;
    }

    private double seconds(long nanoTime) {
        return Math.max(0, nanoTime - startNanos) / NANOS_PER_SECOND;
    }

    /** Describes a simulated machine: at first one package of 50 W with 5 W of memory and no psys. */
    public static final class Builder {
        private final Path root;
        private final Map<String, PowerTrace> powers = new LinkedHashMap<>();
        private PowerTrace packages = PowerTrace.constant(50);
        private PowerTrace drams = PowerTrace.constant(5);
        private PowerTrace board = PowerTrace.constant(10);
        private int sockets = 1;
        private boolean dram = true;
        private boolean psys;
        private boolean mmio;
        private long rangeMicrojoules = 262_143_328_850L;
        private long startMicrojoules;

        private Builder(Path root) {
            this.root = root;
        }

        /** Sets the number of packages. */
        public Builder sockets(int sockets) {
            this.sockets = sockets;
            return this;
        }

        /** Sets whether each package has a memory counter. */
        public Builder dram(boolean dram) {
            this.dram = dram;
            return this;
        }

        /** Sets whether there is a platform counter: packages, memory and 10 W more. */
        public Builder psys(boolean psys) {
            this.psys = psys;
            return this;
        }

        /** Sets whether the MMIO driver shows each package a second time. */
        public Builder mmio(boolean mmio) {
            this.mmio = mmio;
            return this;
        }

        /** Sets the highest value of every counter, below 10^15 uJ and rounded up to whole units. */
        public Builder rangeMicrojoules(long range) {
            if (range <= 0 || range >= MappedNumber.LARGEST) {
                throw new IllegalArgumentException("range must be from 1 to 10^15 uJ, not " + range);
            }
            this.rangeMicrojoules = range;
            return this;
        }

        /** Sets where every counter starts. */
        public Builder startMicrojoules(long start) {
            this.startMicrojoules = start;
            return this;
        }

        /** Sets the power of every package. */
        public Builder packagePower(PowerTrace trace) {
            this.packages = trace;
            return this;
        }

        /** Sets the power of one channel, such as {@code rapl/package-1}. */
        public Builder power(String channel, PowerTrace trace) {
            powers.put(channel, trace);
            return this;
        }

        /**
         * Makes the tree and lets it live.
         *
         * @throws IOException if the files cannot be made
         */
        public SimulatedRapl start() throws IOException {
            SimulatedRapl simulated = new SimulatedRapl(this);
            simulated.updater.start();
            return simulated;
        }

        private PowerTrace powerOf(String channel, PowerTrace otherwise) {
            return powers.getOrDefault(channel, otherwise);
        }
    }

    /**
     * Keeps a tree alive for a shell script: {@code SimulatedRapl ROOT [sockets=2] [psys=true] [mmio=true] [dram=false]
     * [range=UJ] [start=UJ] [watts=W | square=LOW,HIGH,SECONDS | ramp=FROM,TO,SECONDS]}.
     *
     * <p>Each line on standard input is answered with one line, and its end ends the program. An empty line: {@code nanoTime
     * joules-since-start}. A line {@code FROM TO} of two instants of the monotonic clock: the joules between them.
     */
    public static void main(String[] args) throws IOException {
        Builder builder = under(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            set(builder, args[i].substring(0, Math.max(0, equals)), args[i].substring(equals + 1));
        }
        try (SimulatedRapl simulated = builder.start()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(simulated.answer(line));
            }
        }
    }

    private String answer(String line) {
        if (line.isBlank()) {
            long now = System.nanoTime();
            return String.format(Locale.ROOT, "%d %.6f", now, joulesBetween(startNanos, now));
        }
        String[] window = line.trim().split("\\s+");
        double joules = joulesBetween(Long.parseLong(window[0]), Long.parseLong(window[1]));
        return String.format(Locale.ROOT, "%.6f", joules);
    }

    private static void set(Builder builder, String key, String value) {
        switch (key) {
            case "sockets" -> builder.sockets(Integer.parseInt(value));
            case "psys" -> builder.psys(Boolean.parseBoolean(value));
            case "mmio" -> builder.mmio(Boolean.parseBoolean(value));
            case "dram" -> builder.dram(Boolean.parseBoolean(value));
            case "range" -> builder.rangeMicrojoules(Long.parseLong(value));
            case "start" -> builder.startMicrojoules(Long.parseLong(value));
            case "watts" -> builder.packagePower(PowerTrace.constant(Double.parseDouble(value)));
            case "square" -> builder.packagePower(PowerTrace.square(part(value, 0), part(value, 1), part(value, 2)));
            case "ramp" -> builder.packagePower(PowerTrace.ramp(part(value, 0), part(value, 1), part(value, 2)));
            default -> throw new IllegalArgumentException("unknown option " + key + "=" + value);
        }
    }

    private static double part(String value, int index) {
        return Double.parseDouble(value.split(",")[index]);
    }
}
