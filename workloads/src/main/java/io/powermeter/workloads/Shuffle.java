package io.powermeter.workloads;

import java.util.Random;

/** Puts the indices of images into a random order, all orders as likely: Fisher and Yates, as in Knuth's Algorithm P. */
final class Shuffle {

    private Shuffle() {}

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
