package io.powermeter.tdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTdpTest {
    private static final List<String> ROWS = Arrays.stream(CpuTdp.table().split("\n"))
            .filter(line -> !line.startsWith("#"))
            .toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz | 150
                    Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz | 205
                    Intel(R) Xeon(R) CPU E5-2620 0 @ 2.00GHz | 95
                    Intel(R) Xeon(R) CPU E5-2620 v2 @ 2.10GHz | 80
                    Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz | 85
                    Intel(R) Xeon(R) CPU E3-1240 V2 @ 3.40GHz | 69
                    Intel(R) Xeon(R) CPU E3-1240 v3 @ 3.40GHz | 80
                    Intel(R) Xeon(R) CPU           X5690  @ 3.47GHz | 130
                    Intel(R) Xeon(R) Platinum 8480+ | 350
                    INTEL(R) XEON(R) PLATINUM 8592+ | 350
                    Intel(R) Xeon(R) Platinum 8175M CPU @ 2.50GHz | 240
                    Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz | 15
                    Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz | 45
                    Intel(R) Core(TM) i7 CPU         970  @ 3.20GHz | 130
                    Intel(R) Core(TM)2 Quad  CPU   Q9550  @ 2.83GHz | 95
                    Pentium(R) Dual-Core  CPU      E5300  @ 2.60GHz | 65
                    12th Gen Intel(R) Core(TM) i7-12700K | 125
                    13th Gen Intel(R) Core(TM) i7-13700K | 125
                    13th Gen Intel(R) Core(TM) i9-13900K | 125
                    Intel(R) Core(TM) Ultra 7 155H | 28
                    Intel(R) N100 | 6
                    AMD EPYC 7702 64-Core Processor | 200
                    AMD EPYC 8024P 8-Core Processor | 90
                    AMD Ryzen 7 5800X 8-Core Processor | 105
                    AMD Ryzen 9 7950X 16-Core Processor | 170
                    AMD Ryzen 9 7950X3D 16-Core Processor | 120
                    AMD Ryzen Threadripper 1950X 16-Core Processor | 180
                    AMD Ryzen Threadripper PRO 3995WX 64-Cores | 280
                    AMD Ryzen 7 7840U w/ Radeon 780M Graphics | 28
                    AMD FX(tm)-8350 Eight-Core Processor | 125
                    AMD Opteron(tm) Processor 6276 | 115
                    AMD A10-7850K APU with Radeon(TM) R7 Graphics | 95
                    Apple M1 | 10
                    """)
    void of_brandString_findsThatModel(String name, double watts) {
        assertThat(CpuTdp.of(name)).map(CpuTdp::watts).contains(watts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AMD EPYC",
                "AMD EPYC Processor",
                "AMD EPYC-Rome Processor",
                "AMD EPYC Processor (with IBPB)",
                "Intel Xeon Processor (Skylake, IBRS)",
                "Intel(R) Xeon(R) CPU @ 2.20GHz",
                "Intel(R) Xeon(R) Processor @ 2.60GHz",
                "Intel Core Processor (Haswell, no TSX)",
                "QEMU Virtual CPU version 2.5+",
                "Common KVM processor",
                "Intel64 Family 6 Model 142 Stepping 10",
                "ARMv8 Processor rev 0 (v8l)",
                "Neoverse-N1",
                "Apple M1 Max",
                "i5-8250U\t15"
            })
    void of_nameWithoutAModelOfTheTable_findsNothing(String name) {
        assertThat(CpuTdp.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Intel Core i5-8250U, Intel Core i5-8265U",
        "Intel Xeon E5-2620 v3, Intel Xeon E5-2620 v4",
        "AMD Ryzen 7 5800X, AMD Ryzen 7 5800X3D",
        "AMD Ryzen 7 5800X, AMD Ryzen 7 5800XT",
        "Intel Xeon Gold 6248, Intel Xeon Gold 6248R",
        "AMD EPYC 7702, AMD EPYC 7702P",
        "Intel Xeon E3-1240 v3, Intel Xeon E3-1240L v3",
        "Intel Core i7-13700K, Intel Core i7-13700"
    })
    void of_nearMiss_findsItsOwnModelOnly(String one, String other) {
        assertThat(CpuTdp.of(one).orElseThrow().model())
                .isEqualTo(CpuName.key(one))
                .isNotEqualTo(CpuTdp.of(other).orElseThrow().model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Intel Core i5-8251U", "AMD Ryzen 7 5801X", "AMD EPYC 770", "Intel Xeon E5-2620 v9"})
    void of_modelThatIsNotInTheTable_findsNoNeighbour(String name) {
        assertThat(CpuTdp.of(name)).isEmpty();
    }

    @Test
    void table_rows_areSortedWithoutDuplicatesAndInRange() {
        assertThat(ROWS).hasSize(4473).isSortedAccordingTo((a, b) -> model(a).compareTo(model(b)));
        assertThat(ROWS.stream().map(CpuTdpTest::model)).doesNotHaveDuplicates();
        assertThat(ROWS).allSatisfy(row -> assertThat(watts(row)).isBetween(0.5, 500.0));
    }

    @Test
    void table_models_areKeysAndHoldADigit() {
        assertThat(ROWS).allSatisfy(row -> assertThat(CpuName.key(model(row))).isEqualTo(model(row)));
        assertThat(ROWS).allSatisfy(row -> assertThat(model(row)).containsPattern("[0-9]"));
    }

    private static String model(String row) {
        return row.substring(0, row.indexOf('\t'));
    }

    private static double watts(String row) {
        return Double.parseDouble(row.substring(row.indexOf('\t') + 1));
    }
}
