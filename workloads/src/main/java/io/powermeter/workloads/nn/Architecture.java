package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.kernel.LinearShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layers of a network, from an image to a logit per class.
 *
 * @param stages in the order in which an image passes them
 */
public record Architecture(ImageShape image, List<Stage> stages) {

    /** Checks that the layers fit together. */
    public Architecture {
        stages = List.copyOf(stages);
        shapes(image, stages);
    }

    /** The shapes of the layers that have weights, in order; those of an exit where it branches off. */
    public List<LinearShape> shapes() {
        return shapes(image, stages);
    }

    /** Sizes of the dense layers before the last. */
    public List<Integer> hidden() {
        List<Integer> dense = stages.stream()
                .filter(Stage.Dense.class::isInstance)
                .map(stage -> ((Stage.Dense) stage).outputs())
                .toList();
        return dense.subList(0, Math.max(0, dense.size() - 1));
    }

    private static List<LinearShape> shapes(ImageShape image, List<Stage> stages) {
        List<LinearShape> shapes = new ArrayList<>();
        ImageShape at = image;
        for (Stage stage : stages) {
            if (stage instanceof Stage.Convolution c) {
                LinearShape shape = new LinearShape(
                        at.channels(), at.height(), at.width(), c.filters(), c.kernel(), c.stride(), c.padding());
                shapes.add(shape);
                at = new ImageShape(c.filters(), shape.outHeight(), shape.outWidth());
            } else if (stage instanceof Stage.Dense d) {
                shapes.add(LinearShape.dense(at.values(), d.outputs()));
                at = new ImageShape(d.outputs(), 1, 1);
            } else if (stage instanceof Stage.MaxPool) {
                at = pooled(at);
            } else if (stage instanceof Stage.Exit exit) {
                shapes.addAll(shapes(at, exit.stages()));
            }
        }
        return List.copyOf(shapes);
    }

    private static ImageShape pooled(ImageShape at) {
        if (at.height() % 2 != 0 || at.width() % 2 != 0) {
            throw new IllegalArgumentException(
                    "Maps of " + at.height() + " x " + at.width() + " cannot be pooled: both must be even.");
        }
        return new ImageShape(at.channels(), at.height() / 2, at.width() / 2);
    }

    /** Which stage is the exit. */
    int exit() {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) instanceof Stage.Exit) {
                return i;
            }
        }
        throw new IllegalArgumentException("A network without an exit: " + stages);
    }

    /** What is computed until an image can leave at the exit. */
    public Architecture untilExit() {
        int at = exit();
        Stream<Stage> branch = ((Stage.Exit) stages.get(at)).stages().stream();
        return new Architecture(
                image, Stream.concat(stages.subList(0, at).stream(), branch).toList());
    }

    /** The same without the exit. */
    public Architecture withoutExit() {
        return new Architecture(
                image,
                stages.stream().filter(stage -> !(stage instanceof Stage.Exit)).toList());
    }

    /** Those of all weights that are in the network without its exit. */
    public List<Weights> withoutExit(List<Weights> weights) {
        int before = shapes(image, stages.subList(0, exit())).size();
        int after = untilExit().shapes().size();
        return Stream.concat(weights.subList(0, before).stream(), weights.subList(after, weights.size()).stream())
                .toList();
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return shapes().stream().mapToInt(s -> s.weights() + s.filters()).sum();
    }

    /** Products of a weight and a value that one image takes from its pixels to the logits. */
    public long multiplications() {
        return shapes().stream().mapToLong(s -> (long) s.weights() * s.places()).sum();
    }
}
