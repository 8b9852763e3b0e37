package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.SoftmaxCrossEntropy;
import java.util.Iterator;
import java.util.List;

/** One thread's part of an {@link ExitingNetwork}: the layers up to the exit, its branch, and the rest for the others. */
final class ExitLane {

    private final double threshold;
    private final int batch;
    private final Activation input;
    private final Layers head;
    private final Layers branch;
    private final Activation heldBack;
    private final Layers rest;
    private final int[] labels;
    private final int[] heldLabels;
    private final double[] entropy;
    private final int[] columns;
    private int held;
    private long early;

    ExitLane(Architecture architecture, List<Weights> weights, int batch, double threshold) {
        this.threshold = threshold;
        this.batch = batch;
        int at = architecture.exit();
        List<Stage> stages = architecture.stages();
        Stage.Exit exit = (Stage.Exit) stages.get(at);
        Iterator<LinearShape> shapes = architecture.shapes().iterator();
        Iterator<Weights> stored = weights.iterator();
        this.input = new Activation(architecture.image(), batch);
        this.head = new Layers(input, stages.subList(0, at), shapes, stored);
        this.branch = new Layers(head.output(), exit.stages(), shapes, stored);
        Activation out = head.output();
        this.heldBack = new Activation(out.channels, out.height, out.width, batch);
        this.rest = new Layers(heldBack, stages.subList(at + 1, stages.size()), shapes, stored);
        this.labels = new int[batch];
        this.heldLabels = new int[batch];
        this.entropy = new double[batch];
        this.columns = new int[batch];
    }

    /** Shows images; returns how many became known to be right, of these and of those held back. */
    int show(LabeledImages images, int[] order, int from, int used) {
        if (used == 0) {
            return 0;
        }
        images.show(order, from, used, input.value, batch);
        for (int b = 0; b < used; b++) {
            labels[b] = images.labels()[order[from + b]];
        }
        head.forward();
        branch.forward();
        float[] logits = branch.output().value;
        SoftmaxCrossEntropy.entropy(logits, entropy, batch, used);
        int correct = 0;
        int staying = 0;
        for (int b = 0; b < used; b++) {
            if (entropy[b] < threshold) {
                correct += SoftmaxCrossEntropy.predicted(logits, b, batch) == labels[b] ? 1 : 0;
            } else {
                columns[staying++] = b;
            }
        }
        early += used - staying;
        return correct + holdBack(staying);
    }

    /** Collects the first so many of the columns; goes on with all that are held back whenever they fill a batch. */
    private int holdBack(int staying) {
        int correct = 0;
        for (int first = 0; first < staying; ) {
            int taken = Math.min(staying - first, batch - held);
            copy(first, taken);
            first += taken;
            held += taken;
            correct += held == batch ? finish() : 0;
        }
        return correct;
    }

    /** Value by value, all columns of each: a column by itself would be a cache line for each of its values. */
    private void copy(int first, int taken) {
        float[] from = head.output().value;
        float[] to = heldBack.value;
        for (int row = 0; row < from.length; row += batch) {
            for (int k = 0; k < taken; k++) {
                to[row + held + k] = from[row + columns[first + k]];
            }
        }
        for (int k = 0; k < taken; k++) {
            heldLabels[held + k] = labels[columns[first + k]];
        }
    }

    /** Classifies those that are held back; returns how many of them rightly. */
    int finish() {
        if (held == 0) {
            return 0;
        }
        rest.forward();
        int correct = SoftmaxCrossEntropy.correct(rest.output().value, heldLabels, batch, held);
        held = 0;
        return correct;
    }

    long early() {
        return early;
    }
}
