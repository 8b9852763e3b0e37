package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares training steps of LeNet-5, batch 64, with PyTorch's: the numbers first, then the time.
 *
 * <p>Not a test: started by {@code src/build/lenet-vs-pytorch}. All take turns in rounds, so that a busy machine disturbs all
 * of them; one thread is measured by its CPU time, two by the wall clock.
 */
final class LenetVsPyTorch {

    private static final int BATCH = 64;
    private static final int IMAGES = 8 * BATCH;
    private static final int CHECKED_STEPS = 10;
    private static final double TOLERANCE = 1e-4;
    private static final int ROUNDS = 15;
    private static final int STEPS = 10;
    private static final int WARM_UP_STEPS = 200;
    private static final String APART = "powermeter, two networks at once";
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    private final LabeledImages images = DataSource.BUNDLED.load().train().first(IMAGES);
    private final int[] order = IntStream.range(0, IMAGES).toArray();
    private final Architecture architecture = Model.LENET5.architecture(images.shape());
    private final Path folder = Files.createTempDirectory("lenet");
    private final StringBuilder page = new StringBuilder();

    private LenetVsPyTorch() throws IOException {}

    public static void main(String[] args) throws IOException {
        new LenetVsPyTorch().run(args[0], args[1], Path.of(args[2]));
    }

    private void run(String python, String script, Path document) throws IOException {
        Path model = folder.resolve("model");
        Files.write(model, model());
        List<PyTorchLenet> theirs = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            for (String layout : new String[] {"contiguous", "channels_last"}) {
                theirs.add(new PyTorchLenet(python, script, model, threads, layout));
            }
        }
        line(
                "Java %s, backend %s; %s\n",
                Runtime.version().feature(), Backends.active().name(), processor());
        check("its default layout", theirs.get(0).check(CHECKED_STEPS, folder.resolve("result")));
        check("channels_last", theirs.get(1).check(CHECKED_STEPS, folder.resolve("result")));
        time(theirs);
        for (PyTorchLenet one : theirs) {
            one.close();
        }
        Files.delete(model);
        Files.delete(folder.resolve("result"));
        Files.delete(folder);
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(document, text.substring(0, begin) + page + text.substring(text.indexOf(END)));
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format + "%n", values);
        System.out.print(line);
        page.append(line);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse("processor unknown");
    }

    private List<Weights> fresh() {
        return Weights.uniform(architecture, new Random(1));
    }

    private byte[] model() {
        int parameters = architecture.parameterCount();
        ByteBuffer bytes = ByteBuffer.allocate(4 * (parameters + IMAGES * 785)).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (Weights layer : fresh()) {
            floats.put(layer.parameters().weight).put(layer.parameters().bias);
        }
        for (byte pixel : images.pixels()) {
            floats.put(Byte.toUnsignedInt(pixel) / 255f);
        }
        for (byte label : images.labels()) {
            floats.put(label);
        }
        return bytes.array();
    }

    private double step(Network network, int number) {
        return network.train(images, order, number * BATCH % IMAGES, BATCH, 0.03, 0.9);
    }

    private void check(String layout, FloatBuffer theirs) {
        List<Weights> weights = fresh();
        double logits = 0;
        float[] ours = logits(weights);
        for (int b = 0; b < BATCH; b++) {
            for (int c = 0; c < LabeledImages.CLASSES; c++) {
                logits = Math.max(logits, Math.abs(ours[c * BATCH + b] - theirs.get()));
            }
        }
        Network network = new Network(architecture, weights, BATCH, new Workers(1));
        double losses = 0;
        for (int number = 0; number < CHECKED_STEPS; number++) {
            losses = Math.max(losses, Math.abs(step(network, number) / BATCH - theirs.get()));
        }
        double learned = 0;
        for (Weights layer : weights) {
            for (float[] values : List.of(layer.parameters().weight, layer.parameters().bias)) {
                for (float value : values) {
                    learned = Math.max(learned, Math.abs(value - theirs.get()));
                }
            }
        }
        line(
                "Largest differences to PyTorch in %s: logits %.1e, losses of %d steps %.1e, weights after them %.1e\n",
                layout, logits, CHECKED_STEPS, losses, learned);
        if (!(Math.max(logits, Math.max(losses, learned)) < TOLERANCE)) {
            throw new IllegalStateException("Not equal to PyTorch within " + TOLERANCE + ".");
        }
    }

    private float[] logits(List<Weights> weights) {
        Activation input = new Activation(architecture.image(), BATCH);
        images.show(order, 0, BATCH, input.value, BATCH);
        Layers layers =
                new Layers(input, architecture.stages(), architecture.shapes().iterator(), weights.iterator());
        layers.forward();
        return layers.output().value;
    }

    private interface Timed {
        /** Milliseconds per step, CPU time of the thread and wall clock. */
        double[] time(int steps) throws IOException;
    }

    private Timed ours(int threads) {
        Network network = new Network(architecture, fresh(), BATCH, new Workers(threads));
        int[] done = {0};
        return steps -> {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                step(network, done[0]++);
            }
            double cpuTime = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            return new double[] {cpuTime / 1e6 / steps, (System.nanoTime() - wall) / 1e6 / steps};
        };
    }

    /** Two networks that share nothing, a thread each: what two cores can do at best. */
    private Timed apart() {
        Workers workers = new Workers(2);
        List<Timed> networks = List.of(ours(1), ours(1));
        return steps -> {
            double[] wall = new double[2];
            workers.run(2, i -> {
                try {
                    wall[i] = networks.get(i).time(steps)[1];
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return new double[] {Double.NaN, Math.max(wall[0], wall[1])};
        };
    }

    private void time(List<PyTorchLenet> theirs) throws IOException {
        Map<String, Timed> all = new LinkedHashMap<>();
        all.put("powermeter, 1 thread", ours(1));
        all.put("PyTorch, 1 thread", theirs.get(0)::time);
        all.put("PyTorch channels_last, 1 thread", theirs.get(1)::time);
        all.put("powermeter, 2 threads", ours(2));
        all.put(APART, apart());
        all.put("PyTorch, 2 threads", theirs.get(2)::time);
        all.put("PyTorch channels_last, 2 threads", theirs.get(3)::time);
        Map<String, List<double[]>> times = new LinkedHashMap<>();
        for (var one : all.entrySet()) {
            one.getValue().time(one.getKey().startsWith("PyTorch") ? STEPS : WARM_UP_STEPS);
            times.put(one.getKey(), new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (var one : all.entrySet()) {
                times.get(one.getKey()).add(one.getValue().time(STEPS));
            }
        }
        line(
                "| a step of 64 images | ms, median of rounds | fastest round | slowest | PyTorch / powermeter, medians | fastest |");
        line("| --- | --- | --- | --- | --- | --- |");
        rows(times, "1 thread", 0);
        rows(times, "2 threads", 1);
        double[] one = sorted(times.get("powermeter, 1 thread"), 1);
        double[] two = sorted(times.get("powermeter, 2 threads"), 1);
        double[] apart = sorted(times.get(APART), 1);
        line(
                "\nBy the wall clock two threads of powermeter are %.2f times as fast as one (medians; %.2f of the fastest rounds)."
                        + " Two networks that share nothing, side by side, are %.2f (%.2f): no sharing of a batch can do better.\n",
                median(one) / median(two), one[0] / two[0], 2 * median(one) / median(apart), 2 * one[0] / apart[0]);
        line(
                "Most memory: this JVM, which held four networks, %.0f MiB; PyTorch with one thread %.0f MiB.",
                resident(), theirs.get(0).mebibytes());
    }

    /** Rows of those with so many threads, in CPU time (0) or time of the wall clock (1). */
    private void rows(Map<String, List<double[]>> times, String threads, int clock) {
        double[] own = sorted(times.get("powermeter, " + threads), clock);
        times.forEach((name, rounds) -> {
            if (name.endsWith(threads)) {
                double[] sorted = sorted(rounds, clock);
                line(
                        "| %s, %s | %.1f | %.1f | %.1f | %.2f | %.2f |",
                        name,
                        clock == 0 ? "CPU time" : "wall clock",
                        median(sorted),
                        sorted[0],
                        sorted[ROUNDS - 1],
                        median(sorted) / median(own),
                        sorted[0] / own[0]);
            }
        });
    }

    private static double[] sorted(List<double[]> rounds, int clock) {
        return rounds.stream().mapToDouble(round -> round[clock]).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double resident() throws IOException {
        return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
                .filter(line -> line.startsWith("VmHWM"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
