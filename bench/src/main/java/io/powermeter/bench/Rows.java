package io.powermeter.bench;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/** All lines of the page. */
final class Rows {

    private static final String OPENBLAS = "OpenBLAS, dense";
    private static final String FORWARD = "its forward pass";

    /** A backward pass may take one and a half times as long as the forward one. */
    private static final double BACKWARD = 1 / 1.5;

    private static final List<Row> ALL = all();

    private Rows() {}

    static List<Row> matching(String regex) {
        return ALL.stream().filter(row -> row.id().matches(regex)).toList();
    }

    static Row byId(String id) {
        return ALL.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        dense(rows, 500, 784, 64, 0.9);
        dense(rows, 500, 800, 64, 0.9);
        dense(rows, 256, 256, 256, 0.9);
        dense(rows, 512, 512, 512, 0.9);
        dense(rows, 1024, 1024, 1024, 0.8);
        sparse(rows, "csr", "CSR, 500 x 800, batch 64", 500, 800, 0.75, 1);
        sparse(rows, "csr", "CSR, 500 x 800, batch 64", 500, 800, 0.90, 0);
        sparse(rows, "csr", "CSR, 500 x 800, batch 64", 500, 800, 0.95, 6);
        sparse(rows, "csr", "CSR, 500 x 800, batch 64", 500, 800, 0.98, 12);
        sparse(rows, "bsr4", "BSR 4 x 4, 500 x 800, batch 64", 500, 800, 0.90, 0);
        sparse(rows, "bsr4", "BSR 4 x 4, 500 x 800, batch 64", 500, 800, 0.95, 12);
        sparse(rows, "bsr4", "BSR 4 x 4, 500 x 800, batch 64", 500, 800, 0.98, 25);
        sparse(rows, "bsr8", "BSR 8 x 8, 784 x 800, batch 64", 784, 800, 0.90, 0);
        sparse(rows, "bsr8", "BSR 8 x 8, 784 x 800, batch 64", 784, 800, 0.95, 0);
        sparse(rows, "bsr8", "BSR 8 x 8, 784 x 800, batch 64", 784, 800, 0.98, 0);
        rows.addAll(BinaryRows.all());
        return rows;
    }

    private static void dense(List<Row> rows, int outputs, int inputs, int batch, double target) {
        String size = outputs + "x" + inputs + "x" + batch;
        String of = " " + outputs + " x " + inputs + " by " + inputs + " x " + batch;
        Function<LinearRaces, LinearRaces.Passes> vector = layer -> layer.dense(vector());
        passes(rows, "dense-" + size, "dense" + of, outputs, inputs, batch, vector, target);
        rows.add(new Row("plain-" + size, "dense" + of + ", plain Java", OPENBLAS, OptionalDouble.of(0.4), () -> {
            LinearRaces layer = new LinearRaces(outputs, inputs, batch);
            return new Race(layer.openBlas(), layer.dense(Backends.plain())::forward);
        }));
    }

    private static void sparse(
            List<Row> rows, String form, String of, int outputs, int inputs, double sparsity, double target) {
        String percent = String.format(Locale.ROOT, "%.0f", 100 * sparsity);
        Function<LinearRaces, LinearRaces.Passes> kept = switch (form) {
            case "csr" -> layer -> layer.csr(vector(), sparsity);
            case "bsr4" -> layer -> layer.bsr(vector(), 4, sparsity);
            default -> layer -> layer.bsr(vector(), 8, sparsity);
        };
        passes(rows, form + "-" + percent, of + ", " + percent + " % zeros", outputs, inputs, 64, kept, target);
    }

    /** The three passes of a layer; a target of 0 is none. */
    private static void passes(
            List<Row> rows,
            String id,
            String of,
            int outputs,
            int inputs,
            int batch,
            Function<LinearRaces, LinearRaces.Passes> kernel,
            double target) {
        rows.add(new Row(id, of, OPENBLAS, target > 0 ? OptionalDouble.of(target) : OptionalDouble.empty(), () -> {
            LinearRaces layer = new LinearRaces(outputs, inputs, batch);
            return new Race(layer.openBlas(), kernel.apply(layer)::forward);
        }));
        backward(
                rows,
                id + "-dx",
                of + ", backward to the input",
                outputs,
                inputs,
                batch,
                kernel,
                LinearRaces.Passes::backwardInput);
        backward(
                rows,
                id + "-dw",
                of + ", backward to the weights",
                outputs,
                inputs,
                batch,
                kernel,
                LinearRaces.Passes::backwardWeight);
    }

    private static void backward(
            List<Row> rows,
            String id,
            String of,
            int outputs,
            int inputs,
            int batch,
            Function<LinearRaces, LinearRaces.Passes> kernel,
            Consumer<LinearRaces.Passes> pass) {
        rows.add(new Row(id, of, FORWARD, OptionalDouble.of(BACKWARD), () -> {
            LinearRaces.Passes passes = kernel.apply(new LinearRaces(outputs, inputs, batch));
            return new Race(passes::forward, () -> pass.accept(passes));
        }));
    }

    static Backend vector() {
        return Backends.vector().orElseThrow();
    }
}
