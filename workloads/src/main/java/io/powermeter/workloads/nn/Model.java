package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The networks that can be trained. None has dropout, so that the same seed gives the same steps in every form. */
public enum Model {
    /** Multinomial logistic regression. */
    SOFTMAX,

    /** Dense layers with ReLU between them, of any sizes. */
    MLP,

    /** Two hidden layers of 300 and 100: LeNet-300-100, LeCun, Bottou, Bengio and Haffner 1998. */
    LENET300,

    /**
     * The LeNet-5 variant that came with Caffe, with a ReLU after each pooling layer besides.
     *
     * <p>Layer sizes: {@code examples/mnist/lenet_train_test.prototxt} of Caffe; after LeCun, Bottou, Bengio and Haffner
     * 1998.
     */
    LENET5,

    /** One convolution of 64 filters and a dense layer; kernels of 7 x 7 for grey images and 11 x 11 for colours. */
    CONV1,

    /** Five convolutions after Krizhevsky, Sutskever and Hinton 2012, made to fit small images, with smaller dense layers. */
    ALEXNET,

    /** Configuration D (16 layers) of Simonyan and Zisserman 2015, with smaller dense layers. */
    VGG_D;

    /** The size of the one hidden layer that an MLP has if none are given. */
    public static final List<Integer> MLP_HIDDEN = List.of(100);

    private static final int MOST_HIDDEN = 8;
    private static final int WIDEST_HIDDEN = 4096;

    /**
     * Its layers for images of a shape.
     *
     * @param hidden sizes of the hidden layers of an MLP, at most 8 of at most 4096; empty for 100, and for other models
     * @throws IllegalArgumentException if there is no such network; the message says why
     */
    public Architecture architecture(ImageShape image, List<Integer> hidden) {
        if (this != MLP && !hidden.isEmpty()) {
            throw new IllegalArgumentException("hidden is " + sizes(hidden) + ", but model " + this
                    + " has layers of its own: leave --hidden out or take --model mlp.");
        }
        if (hidden.size() > MOST_HIDDEN || hidden.stream().anyMatch(size -> size < 1 || size > WIDEST_HIDDEN)) {
            throw new IllegalArgumentException("hidden is " + sizes(hidden) + ", allowed is up to " + MOST_HIDDEN
                    + " sizes from 1 to " + WIDEST_HIDDEN + ".");
        }
        return new Architecture(image, stages(image, hidden));
    }

    /** Its layers for images of a shape; an MLP has one hidden layer of 100. */
    public Architecture architecture(ImageShape image) {
        return architecture(image, List.of());
    }

    /** The model that has these layers, an MLP if no other has; none has those of other networks. */
    public static Optional<Model> of(Architecture network) {
        return Stream.concat(Stream.of(values()).filter(model -> model != MLP), Stream.of(MLP))
                .filter(model -> model.has(network))
                .findFirst();
    }

    private boolean has(Architecture network) {
        List<Integer> hidden = this == MLP ? network.hidden() : List.of();
        return hidden.size() <= MOST_HIDDEN && stages(network.image(), hidden).equals(network.stages());
    }

    private static String sizes(List<Integer> hidden) {
        return String.join(",", hidden.stream().map(String::valueOf).toList());
    }

    private List<Stage> stages(ImageShape image, List<Integer> hidden) {
        return switch (this) {
            case SOFTMAX -> dense(List.of());
            case MLP -> dense(hidden.isEmpty() ? MLP_HIDDEN : hidden);
            case LENET300 -> dense(List.of(300, 100));
            case LENET5 -> convolutional(List.of(500), pooled(20, 5), pooled(50, 5));
            case CONV1 -> conv1(image);
            case ALEXNET -> alexnet(image);
            case VGG_D -> vgg(image);
        };
    }

    private static List<Stage> conv1(ImageShape image) {
        int kernel = image.channels() == 1 ? 7 : 11;
        return convolutional(List.of(), List.of(new Stage.Convolution(64, kernel, 3, 0), new Stage.Relu()));
    }

    /** The first convolution makes 8 x 8 maps of 28 x 28 and of 32 x 32 pixels. */
    private static List<Stage> alexnet(ImageShape image) {
        Stage first = new Stage.Convolution(64, 11, 4, 5 + (32 - image.width()) / 2);
        return convolutional(
                List.of(1024, 1024),
                List.of(first, new Stage.MaxPool(), new Stage.Relu()),
                List.of(new Stage.Convolution(192, 5, 1, 2), new Stage.MaxPool(), new Stage.Relu()),
                same(384, 1),
                same(256, 2),
                List.of(new Stage.MaxPool()));
    }

    /** Smaller images get a wider border of zeros in the first layer, so that they can be halved five times. */
    private static List<Stage> vgg(ImageShape image) {
        Stage first = new Stage.Convolution(64, 3, 1, 1 + (32 - image.width()) / 2);
        return convolutional(
                List.of(512, 512),
                List.of(first, new Stage.Relu()),
                same(64, 1),
                List.of(new Stage.MaxPool()),
                same(128, 2),
                List.of(new Stage.MaxPool()),
                same(256, 3),
                List.of(new Stage.MaxPool()),
                same(512, 3),
                List.of(new Stage.MaxPool()),
                same(512, 3),
                List.of(new Stage.MaxPool()));
    }

    /** A convolution that is pooled. */
    private static List<Stage> pooled(int filters, int kernel) {
        return List.of(new Stage.Convolution(filters, kernel, 1, 0), new Stage.MaxPool(), new Stage.Relu());
    }

    /** 3 x 3 convolutions, one after the other, that keep height and width. */
    private static List<Stage> same(int filters, int times) {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(i -> Stream.<Stage>of(new Stage.Convolution(filters, 3, 1, 1), new Stage.Relu()))
                .toList();
    }

    @SafeVarargs
    private static List<Stage> convolutional(List<Integer> hidden, List<Stage>... parts) {
        List<Stage> stages = new ArrayList<>();
        for (List<Stage> part : parts) {
            stages.addAll(part);
        }
        stages.addAll(dense(hidden));
        return stages;
    }

    private static List<Stage> dense(List<Integer> hidden) {
        List<Stage> stages = new ArrayList<>();
        for (int size : hidden) {
            stages.add(new Stage.Dense(size));
            stages.add(new Stage.Relu());
        }
        stages.add(new Stage.Dense(LabeledImages.CLASSES));
        return stages;
    }

    /** The name in lower case, with a hyphen. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
