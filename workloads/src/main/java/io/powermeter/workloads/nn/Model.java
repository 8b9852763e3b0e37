package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** The networks that can be trained. */
public enum Model {
    /** Multinomial logistic regression. */
    SOFTMAX("784-10: multinomial logistic regression", 7_850) {
        @Override
        Network.Builder layers(Network.Builder image) {
            return image.flatten().dense(LabeledImages.CLASSES);
        }
    },

    /** One hidden layer. */
    MLP("784-100-10: one hidden layer, ReLU", 79_510) {
        @Override
        Network.Builder layers(Network.Builder image) {
            return image.flatten().dense(100).relu().dense(LabeledImages.CLASSES);
        }
    },

    /**
     * The LeNet-5 variant that came with Caffe, with a ReLU after each pooling layer besides.
     *
     * <p>Layer sizes: {@code examples/mnist/lenet_train_test.prototxt} of Caffe; after LeCun, Bottou, Bengio and Haffner
     * 1998.
     */
    LENET5("conv 20 5x5, maxpool, conv 50 5x5, maxpool, 500-10, ReLU: LeNet-5 as in Caffe", 431_080) {
        @Override
        Network.Builder layers(Network.Builder image) {
            Network.Builder maps = image.convolution(20, 5)
                    .maxPool()
                    .relu()
                    .convolution(50, 5)
                    .maxPool()
                    .relu();
            return maps.flatten().dense(500).relu().dense(LabeledImages.CLASSES);
        }
    };

    private final String description;
    private final int parameterCount;

    Model(String description, int parameterCount) {
        this.description = description;
        this.parameterCount = parameterCount;
    }

    abstract Network.Builder layers(Network.Builder image);

    /**
     * The model of a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static Model parse(String name) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No model '" + name + "': choose one of " + choices() + "."));
    }

    private static String choices() {
        return Arrays.stream(values()).map(Model::toString).collect(Collectors.joining(", "));
    }

    /** Its layers in one line. */
    public String description() {
        return description;
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * A new network.
     *
     * @param batch most images in a batch
     * @param random draws the weights
     */
    public Network network(int batch, Random random) {
        return layers(new Network.Builder(batch, random)).build();
    }

    /** The name in lower case, as {@link #parse} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
