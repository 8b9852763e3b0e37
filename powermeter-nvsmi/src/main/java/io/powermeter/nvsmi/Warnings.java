package io.powermeter.nvsmi;

import io.powermeter.sampler.Reading;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** Sentences for the reader of a recording, each told once: a reading takes one only. */
final class Warnings {
    private final Set<String> told = new HashSet<>();
    private final Queue<String> waiting = new ArrayDeque<>();

    void add(String sentence) {
        if (told.add(sentence)) {
            waiting.add(sentence);
        }
    }

    /** Gives the reading the sentence that waits longest, if one does. */
    void tell(Reading reading) {
        String next = waiting.poll();
        if (next != null) {
            reading.warn(next);
        }
    }
}
