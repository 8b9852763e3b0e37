package io.powermeter.workloads.mcmc;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Which parameters of a layer a proposal changes together; those that are pruned are left out. */
public sealed interface Neighbourhood {

    /** So many parameters anywhere in the layer, biases among them; all if it has fewer. */
    record Anywhere(int count) implements Neighbourhood {
        @Override
        public int[] draw(LayerState layer, Random random) {
            return sorted(layer.free(), count, random);
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /** The bias and all weights of one output, or of one filter of a convolution. */
    record Row() implements Neighbourhood {
        @Override
        public int[] draw(LayerState layer, Random random) {
            int width = layer.layer().width();
            int first = random.nextInt(layer.layer().shape().filters()) * width;
            return IntStream.range(first, first + width).filter(layer::isFree).toArray();
        }

        @Override
        public String toString() {
            return "row";
        }
    }

    /** The bias and so many weights of one output, or of one filter of a convolution; all if it has fewer. */
    record PartOfRow(int count) implements Neighbourhood {
        @Override
        public int[] draw(LayerState layer, Random random) {
            int width = layer.layer().width();
            int first = random.nextInt(layer.layer().shape().filters()) * width;
            int bias = first + width - 1;
            int[] weights = IntStream.range(first, bias).filter(layer::isFree).toArray();
            int[] drawn = sorted(weights, count, random);
            int[] all = Arrays.copyOf(drawn, drawn.length + 1);
            all[drawn.length] = bias;
            return all;
        }

        @Override
        public String toString() {
            return "row:" + count;
        }
    }

    /** A square block of the (outputs, taps) matrix of weights, cut where the matrix ends; no biases. */
    record Block(int side) implements Neighbourhood {
        @Override
        public int[] draw(LayerState layer, Random random) {
            int outputs = layer.layer().shape().filters();
            int taps = layer.layer().shape().taps();
            int top = random.nextInt((outputs + side - 1) / side) * side;
            int left = random.nextInt((taps + side - 1) / side) * side;
            return IntStream.range(top, Math.min(outputs, top + side))
                    .flatMap(f -> IntStream.range(left, Math.min(taps, left + side))
                            .map(tap -> f * layer.layer().width() + tap))
                    .filter(layer::isFree)
                    .toArray();
        }

        @Override
        public String toString() {
            return "block:" + side;
        }
    }

    /**
     * The neighbourhood of a text: {@code 3}, {@code row}, {@code row:5} or {@code block:4}.
     *
     * @throws IllegalArgumentException if it is none; the message lists the forms
     */
    static Neighbourhood parse(String text) {
        try {
            if (text.equals("row")) {
                return new Row();
            } else if (text.startsWith("row:")) {
                return new PartOfRow(positive(text.substring("row:".length())));
            } else if (text.startsWith("block:")) {
                return new Block(positive(text.substring("block:".length())));
            }
            return new Anywhere(positive(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("No neighbourhood '" + text
                    + "': give a number of weights, row, row:NUMBER or block:SIDE, numbers of 1 or more.");
        }
    }

    private static int positive(String number) {
        int value = Integer.parseInt(number);
        if (value < 1) {
            throw new NumberFormatException(number);
        }
        return value;
    }

    /** So many of the values, each as likely as every other, ascending. The values are reordered (Fisher-Yates). */
    private static int[] sorted(int[] values, int count, Random random) {
        int drawn = Math.min(count, values.length);
        for (int i = 0; i < drawn; i++) {
            int j = i + random.nextInt(values.length - i);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        int[] result = Arrays.copyOf(values, drawn);
        Arrays.sort(result);
        return result;
    }

    /** The numbers of the parameters, ascending; none if all are pruned. */
    int[] draw(LayerState layer, Random random);
}
