package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedColumnsTest {
    private static final int MANY = 5_000;

    @Test
    void values_ofEveryKind_comeBackBitForBit() {
        Random random = new Random(1);
        double[] numbers = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            numbers[i] = switch (random.nextInt(8)) {
                case 0 -> Double.NaN;
                case 1 ->
                    Double.longBitsToDouble(random.nextLong() | 1L << 60 & ~(1L << 62)); // any size, none infinite
                case 2 -> -random.nextInt(1_000_000) / 1e6;
                case 3 -> random.nextInt() * 1e9;
                case 4 -> random.nextDouble();
                default -> (i * 61_035L + random.nextInt(1000)) / 1e6;
            };
        }
        assertThat(Values.of(numbers).toArray()).containsExactly(numbers);
    }

    @Test
    void values_atTheEdgeOfWhatIsPacked_comeBackBitForBit() {
        double edge = Values.MOST_MILLIONTHS / Values.SCALE;
        double[] numbers = {
            edge, -edge, Math.nextUp(edge), Math.nextDown(-edge), Double.MAX_VALUE, Double.MIN_NORMAL, 0.1 + 0.2
        };
        assertThat(Values.of(numbers).toArray()).containsExactly(numbers);
    }

    @Test
    void instants_steadyWithAHoleOfAYear_comeBackAndAreFound() {
        long[] nanos = new long[MANY];
        for (int i = 1; i < MANY; i++) {
            nanos[i] = nanos[i - 1] + (i == 3_333 ? 31_536_000_000_000_000L : 1_000_000 + i % 7);
        }
        Instants instants = Instants.of(nanos);
        assertThat(instants.toArray()).containsExactly(nanos);
        for (int i = 0; i < MANY; i += 97) {
            assertThat(instants.find(nanos[i])).isEqualTo(i);
            assertThat(instants.find(nanos[i] + 1)).isEqualTo(Arrays.binarySearch(nanos, nanos[i] + 1));
        }
    }

    @Test
    void instants_atASteadyPeriod_takeHalfTheRoom() {
        Instants.Builder builder = new Instants.Builder();
        for (int i = 0; i < 1 << 20; i++) {
            builder.add(i * 1_000_000L + i % 1000);
        }
        assertThat(builder.bytes()).isLessThan((4 << 20) + (1 << 14));
    }
}
