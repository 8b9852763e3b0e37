package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.TestFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Comparisons to draw: a usual one, and the odd ones. */
final class TestComparisons {
    static final String HOSTILE = "\"><script>alert(1)</script>&\u0007\uFFFF\n";
    static final String RTL = "שלום עולם \u202Eevil";
    static final String EMOJI = "🔋🔌 low-power 🤖";

    private TestComparisons() {}

    static Map<String, Comparison> all() {
        Map<String, Comparison> all = new LinkedHashMap<>();
        all.put("usual", usual());
        all.put("twelve", groups(12, 5));
        all.put("fifteen", groups(15, 3));
        all.put("one-group", of(TestFigures.repeats("sgd", 3, 800, 0.97)));
        all.put(
                "one-run-each",
                of(Stream.of(
                        TestFigures.named("sgd", 800).metric("accuracy", 0.97).run(),
                        TestFigures.named("snip", 790).metric("accuracy", 0.965).run(),
                        TestFigures.named("binarynet", 300)
                                .metric("accuracy", 0.91)
                                .run())));
        all.put(
                "two-runs",
                of(Stream.concat(TestFigures.repeats("sgd", 2, 800, 0.97), TestFigures.repeats("snip", 2, 700, 0.97))));
        all.put(
                "no-quality",
                of(Stream.of(
                        TestFigures.named("sgd", 800).run(),
                        TestFigures.named("snip", 700).run())));
        all.put(
                "zeros",
                of(Stream.of("idle", "idler", "idlest")
                        .map(name ->
                                TestFigures.named(name, 0).metric("accuracy", 0).run())));
        all.put(
                "unknown-energy",
                of(Stream.of("a", "b")
                        .map(name -> TestFigures.named(name, Double.NaN)
                                .metric("accuracy", 0.5)
                                .run())));
        all.put(
                "hostile",
                of(Stream.of(HOSTILE, RTL, EMOJI, "x".repeat(10_000), "x".repeat(9_999) + "y", "")
                        .flatMap(name -> TestFigures.repeats(name, 3, 500 + name.length() / 100.0, 0.9))));
        all.put(
                "estimated",
                of(
                        Stream.of("tdp model", "measured")
                                .flatMap(name -> IntStream.rangeClosed(1, 3)
                                        .mapToObj(i -> TestFigures.named(name, 700 + 10 * i)
                                                .number(i)
                                                .metric("accuracy", 0.9 + i / 100.0)
                                                .sensors(name.equals("measured") ? "rapl measured" : "model estimated")
                                                .run())),
                        true));
        return all;
    }

    static Comparison usual() {
        return of(Stream.of(
                        TestFigures.repeats("sgd (dense)", 5, 785, 0.981),
                        TestFigures.repeats("snip, dense kernels", 5, 771, 0.974),
                        TestFigures.repeats("snip, sparse kernels", 5, 412, 0.974),
                        TestFigures.repeats("binaryconnect", 5, 830, 0.962),
                        TestFigures.repeats("binarynet", 5, 296, 0.941),
                        TestFigures.repeats("mcmc-sparse", 5, 640, 0.969))
                .flatMap(runs -> runs));
    }

    private static Comparison groups(int count, int runs) {
        return of(IntStream.rangeClosed(1, count)
                .boxed()
                .flatMap(i -> TestFigures.repeats("method " + i, runs, 300 + 40 * i, 0.9 + 0.006 * i % 0.05)));
    }

    static Comparison of(Stream<RunFigures> runs) {
        return of(runs, false);
    }

    private static Comparison of(Stream<RunFigures> runs, boolean forced) {
        List<RunFigures> all = runs.toList();
        return Comparison.of(all, new Comparison.Terms(Grouping.NAME, "", Comparison.ACCURACY, forced));
    }
}
