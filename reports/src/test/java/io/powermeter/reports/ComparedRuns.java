package io.powermeter.reports;

import static io.powermeter.reports.comparison.TestFigures.named;
import static io.powermeter.reports.comparison.TestFigures.repeats;

import io.powermeter.reports.comparison.RunFigures;
import java.util.stream.Stream;

/** Runs to compare in reports: usual ones, and those of names that mean something to the readers of files. */
final class ComparedRuns {
    private ComparedRuns() {}

    /** One method that saves, one that does not show, an outlier, and a run that cannot be compared. */
    static Stream<RunFigures> three() {
        return Stream.of(
                        repeats("dense", 5, 122, 0.974),
                        repeats("sparse csr", 5, 44, 0.952),
                        Stream.of(named("sparse csr", 60)
                                .seconds(4.4)
                                .metric("accuracy", 0.95)
                                .number(6)
                                .run()),
                        repeats("masked", 5, 123, 0.951),
                        Stream.of(named("dense", 10)
                                .number(9)
                                .ending("its job failed with exit code 1")
                                .run()))
                .flatMap(runs -> runs);
    }

    static Stream<RunFigures> hostile() {
        return Stream.of(
                        "a | b `c` **d** <script>alert(1)</script>",
                        "=cmd|' /C calc'!A0",
                        "\\input{secret} & 50 % $x$ #1 ~^_ \"quoted\" {",
                        "two\nlines\r\n# and a heading",
                        "שלום \u202Eevil 🔥",
                        "x".repeat(10_000),
                        "")
                .flatMap(name -> repeats(name, 3, 100 + name.length() / 100.0, 0.9));
    }
}
