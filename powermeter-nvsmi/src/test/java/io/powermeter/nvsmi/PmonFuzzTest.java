package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever pmon writes: nothing is thrown, and every process and value of a round stands in its rows. */
class PmonFuzzTest {
    private static final int MUTATIONS = 10_000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final String ROWS = """
            # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
            # Idx           #    C/G      %      %      %      %      %      %    name
                0      21180     C      -      -      -      -      -      -    memhog
                0      21198     C     37      5      -      -      -      -    my-app 12
                1          -     -      -      -      -      -      -      -    -
                2       7001   C+G     64      8      1      2      -      -    NVIDIA Overlay.
                0      21180     C      3      -      -      -      -      -    memhog
                2       7001   C+G     58      8      1      2      -      -    NVIDIA Overlay.
            """;

    private static final List<String> PIECES = List.of(
            "#",
            "# gpu",
            "# sm pid gpu command\n",
            "-",
            "--",
            " ",
            "\n",
            "\t",
            "9",
            "99999999999999999999",
            "101",
            "1.5",
            "NaN",
            "\u0000",
            "\u0663",
            "\u2003",
            "gpu",
            "pid",
            "sm",
            "\r\n");

    private final Random random = new Random(20261122);

    @Test
    void line_randomMutations_inventNothing() {
        int rounds = 0;
        int values = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutated();
            Set<String> numbers = numbers(text);
            PmonRounds reader = new PmonRounds();
            for (String line : text.split("\n")) {
                reader.line(line, 0);
                values += check(reader.latest(0), numbers);
            }
            PmonRounds.Round last = reader.latest(Long.MAX_VALUE / 2);
            rounds += last == null ? 0 : 1;
            values += check(last, numbers);
        }
        assertThat(rounds).isBetween(MUTATIONS / 2, MUTATIONS);
        assertThat(values).isGreaterThan(rounds);
    }

    private static int check(PmonRounds.Round round, Set<String> numbers) {
        int values = 0;
        for (Map<Long, Double> processes :
                round == null ? List.<Map<Long, Double>>of() : round.byGpu().values()) {
            for (Map.Entry<Long, Double> process : processes.entrySet()) {
                assertThat(numbers).contains(process.getKey().toString());
                if (!process.getValue().isNaN()) {
                    assertThat(process.getValue()).isBetween(0.0, 1.0);
                    assertThat(numbers).contains(Long.toString(Math.round(process.getValue() * 100)));
                    values++;
                }
            }
        }
        return values;
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new TreeSet<>();
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            numbers.add(digits.group().replaceFirst("^0+(?=.)", ""));
        }
        return numbers;
    }

    private String mutated() {
        StringBuilder text = new StringBuilder(ROWS);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x250));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        return text.toString();
    }
}
