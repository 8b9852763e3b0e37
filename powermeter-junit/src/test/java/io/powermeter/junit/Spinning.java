package io.powermeter.junit;

/** Work of a known length. */
final class Spinning {
    private Spinning() {}

    static void spin(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
