package io.powermeter.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Runs a kernel and its peer in turns, in one JVM on one thread.
 *
 * <p>On a machine with other jobs the wall clock says more of those than of the kernels. So the turns are timed by the CPU
 * time of the thread, they are short, and of each side the fastest turn of an iteration counts: that during which nobody
 * else used the core, as jobs that share it with a second hardware thread do.
 */
@State(Scope.Thread)
public class KernelRace {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of a turn: long against the clock's grain, short against the time between two interruptions. */
    private static final long TURN_NANOS = 2_000_000;

    /** The id of a {@link Row}. */
    @Param("")
    public String row = "";

    private Race race = new Race(() -> {}, () -> {});
    private int peerCalls;
    private int kernelCalls;

    /** Made by JMH. */
    public KernelRace() {}

    /** The counter that JMH reports. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Times {
        private double peer;
        private double kernel;

        /** Made by JMH. */
        public Times() {}

        /** Forgets the iteration before. */
        @Setup(Level.Iteration)
        public void clear() {
            peer = Double.POSITIVE_INFINITY;
            kernel = Double.POSITIVE_INFINITY;
        }

        /** How many times as fast the kernel is as the peer. */
        public double ratio() {
            return peer / kernel;
        }
    }

    /** Makes the numbers and finds out how many calls a turn has. */
    @Setup(Level.Trial)
    public void prepare() {
        race = Rows.byId(row).race().get();
        peerCalls = callsPerTurn(race.peer());
        kernelCalls = callsPerTurn(race.kernel());
    }

    /** A turn of each. */
    @Benchmark
    public void turns(Times times) {
        times.peer = Math.min(times.peer, nanosPerCall(race.peer(), peerCalls));
        times.kernel = Math.min(times.kernel, nanosPerCall(race.kernel(), kernelCalls));
    }

    /** Warms up a little on the way: until the time per call has been seen compiled. */
    private static int callsPerTurn(Runnable work) {
        double fastest = Double.POSITIVE_INFINITY;
        for (long start = System.nanoTime(); System.nanoTime() - start < 500 * TURN_NANOS; ) {
            fastest = Math.min(
                    fastest, nanosPerCall(work, 1 + (int) (TURN_NANOS / (10 * Math.min(fastest, TURN_NANOS)))));
        }
        return 1 + (int) (TURN_NANOS / fastest);
    }

    private static double nanosPerCall(Runnable work, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            work.run();
        }
        return Math.max(1, THREADS.getCurrentThreadCpuTime() - start) / (double) calls;
    }
}
