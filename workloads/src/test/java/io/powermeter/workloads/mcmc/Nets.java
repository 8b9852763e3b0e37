package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small networks, images of noise, and the loss as it is written in books. */
enum Nets {
    SOFTMAX(new Stage.Dense(10)),
    MLP(new Stage.Dense(7), new Stage.Relu(), new Stage.Dense(5), new Stage.Relu(), new Stage.Dense(10)),
    CONVOLUTION(new Stage.Convolution(3, 3, 2, 1), new Stage.Relu(), new Stage.Dense(10));

    /** A whole tile and a part of one. */
    static final int IMAGES = EmpiricalRisk.TILE + 100;

    private static final int VALUES = 2 * 6 * 6;

    final Architecture architecture;

    Nets(Stage... stages) {
        this.architecture = new Architecture(shape(), List.of(stages));
    }

    private static ImageShape shape() {
        return new ImageShape(2, 6, 6);
    }

    List<Parameters> parameters(long seed) {
        return Weights.uniform(architecture, new Random(seed)).stream()
                .map(Weights::parameters)
                .toList();
    }

    static LabeledImages images() {
        Random random = new Random(1);
        byte[] pixels = new byte[IMAGES * VALUES];
        random.nextBytes(pixels);
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) random.nextInt(LabeledImages.CLASSES);
        }
        return new LabeledImages(shape(), pixels, labels);
    }

    static int[] all() {
        return IntStream.range(0, IMAGES).toArray();
    }

    /** Mean cross-entropy, image by image in double precision, all from the parameters. */
    static double loss(Architecture architecture, List<Parameters> parameters, double scale) {
        LabeledImages images = images();
        double sum = 0;
        for (int n = 0; n < IMAGES; n++) {
            double[] x = new double[VALUES];
            for (int i = 0; i < x.length; i++) {
                x[i] = Byte.toUnsignedInt(images.pixels()[n * x.length + i]) / 255.0;
            }
            for (int l = 0; l < parameters.size(); l++) {
                x = linear(architecture.shapes().get(l), parameters.get(l), x);
                for (int i = 0; l < parameters.size() - 1 && i < x.length; i++) {
                    x[i] = Math.max(x[i], 0);
                }
            }
            sum += crossEntropy(x, images.labels()[n], scale);
        }
        return sum / IMAGES;
    }

    private static double[] linear(LinearShape shape, Parameters parameters, double[] x) {
        List<Double> y = new ArrayList<>();
        int k = shape.kernel();
        for (int f = 0; f < shape.filters(); f++) {
            for (int oy = 0; oy < shape.outHeight(); oy++) {
                for (int ox = 0; ox < shape.outWidth(); ox++) {
                    double sum = parameters.bias[f];
                    for (int tap = 0; tap < shape.taps(); tap++) {
                        int iy = oy * shape.stride() + tap / k % k - shape.padding();
                        int ix = ox * shape.stride() + tap % k - shape.padding();
                        if (iy >= 0 && iy < shape.height() && ix >= 0 && ix < shape.width()) {
                            int at = (tap / (k * k) * shape.height() + iy) * shape.width() + ix;
                            sum += (double) parameters.weight[f * shape.taps() + tap] * x[at];
                        }
                    }
                    y.add(sum);
                }
            }
        }
        return y.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double crossEntropy(double[] logits, int label, double scale) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, scale * logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(scale * logit - max);
        }
        return Math.log(sum) + max - scale * logits[label];
    }
}
