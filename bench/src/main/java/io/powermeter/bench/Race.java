package io.powermeter.bench;

/** Two pieces of work on the same numbers, one call each: which is faster, and how many times. */
record Race(Runnable peer, Runnable kernel) {}
