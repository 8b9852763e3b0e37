package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The networks that can be trained. */
public enum Model {
    /** Multinomial logistic regression. */
    SOFTMAX("784-10: multinomial logistic regression", new Stage.Dense(LabeledImages.CLASSES)),

    /** One hidden layer. */
    MLP(
            "784-100-10: one hidden layer, ReLU",
            new Stage.Dense(100),
            new Stage.Relu(),
            new Stage.Dense(LabeledImages.CLASSES)),

    /**
     * The LeNet-5 variant that came with Caffe, with a ReLU after each pooling layer besides.
     *
     * <p>Layer sizes: {@code examples/mnist/lenet_train_test.prototxt} of Caffe; after LeCun, Bottou, Bengio and Haffner
     * 1998.
     */
    LENET5(
            "conv 20 5x5, maxpool, conv 50 5x5, maxpool, 500-10, ReLU: LeNet-5 as in Caffe",
            new Stage.Convolution(20, 5, 1, 0),
            new Stage.MaxPool(),
            new Stage.Relu(),
            new Stage.Convolution(50, 5, 1, 0),
            new Stage.MaxPool(),
            new Stage.Relu(),
            new Stage.Dense(500),
            new Stage.Relu(),
            new Stage.Dense(LabeledImages.CLASSES));

    private final String description;
    private final List<Stage> stages;

    Model(String description, Stage... stages) {
        this.description = description;
        this.stages = List.of(stages);
    }

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

    /** Its layers, for images of a shape. */
    public Architecture architecture(ImageShape image) {
        return new Architecture(image, stages);
    }

    /** The name in lower case, as {@link #parse} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
