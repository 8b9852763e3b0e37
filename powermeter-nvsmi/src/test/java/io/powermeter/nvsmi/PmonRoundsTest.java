package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PmonRoundsTest {
    private static final long SECOND = 1_000_000_000L;

    private static final String HEADER = """
            # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
            # Idx           #    C/G      %      %      %      %      %      %    name
            """;

    private final PmonRounds rounds = new PmonRounds();
    private final List<Map<Integer, Map<Long, Double>>> told = new ArrayList<>();
    private PmonRounds.@Nullable Round last;

    @Test
    void latest_rowsOfSeveralCards_areOneRound() {
        feed(0, HEADER + """
                    0      11345     C     99     10      -      -      -      -    gpu_burn
                    0      11346     C      0     10      -      -      -      -    my-app
                    1          -     -      -      -      -      -      -      -    -
                    2          7   C+G      5      0      -      -      -      -    NVIDIA Overlay.
                """);
        assertThat(rounds.latest(SECOND / 4)).as("more rows may come").isNull();
        PmonRounds.Round round = rounds.latest(SECOND);
        assertThat(round).isNotNull();
        assertThat(round.byGpu())
                .isEqualTo(Map.of(0, Map.of(11345L, 0.99, 11346L, 0.0), 1, Map.of(), 2, Map.of(7L, 0.05)));
        assertThat(round.nanos()).isZero();
    }

    @Test
    void latest_dash_isNoValueAndNotZero() {
        feed(0, HEADER + "    0      21180     C      -      -      -      -      -      -    memhog\n");
        assertThat(rounds.latest(SECOND).byGpu().get(0).get(21180L)).isNaN();
    }

    @Test
    void line_earlierCardOrKnownProcess_beginsARound() {
        feed(0, HEADER + """
                0  1  C  10  -  -  -  -  -  a
                0  2  C  20  -  -  -  -  -  b
                0  1  C  11  -  -  -  -  -  a
                0  2  C  21  -  -  -  -  -  b
                1  3  C  30  -  -  -  -  -  c
                0  4  C  12  -  -  -  -  -  d
                """);
        assertThat(told)
                .containsExactly(
                        Map.of(0, Map.of(1L, 0.1, 2L, 0.2)), Map.of(0, Map.of(1L, 0.11, 2L, 0.21), 1, Map.of(3L, 0.3)));
    }

    @Test
    void line_emptyCardAgain_beginsARound() {
        feed(0, HEADER + """
                0  -  -  -  -  -  -  -  -  -
                0  -  -  -  -  -  -  -  -  -
                0  5  C  7  -  -  -  -  -  a
                0  -  -  -  -  -  -  -  -  -
                """);
        assertThat(told).containsExactly(Map.of(0, Map.of()), Map.of(0, Map.of()), Map.of(0, Map.of(5L, 0.07)));
    }

    @Test
    void line_afterAPause_beginsARound() {
        feed(0, HEADER + "0  1  C  10  -  -  -  -  -  a\n");
        feed(SECOND, "0  2  C  20  -  -  -  -  -  b\n");
        assertThat(told).containsExactly(Map.of(0, Map.of(1L, 0.1)));
        assertThat(rounds.latest(2 * SECOND).byGpu()).isEqualTo(Map.of(0, Map.of(2L, 0.2)));
    }

    @Test
    void line_headerInTheMiddleOfARound_doesNotCutIt() {
        feed(0, HEADER + "0  1  C  10  -  -  -  -  -  a\n" + HEADER + "1  2  C  20  -  -  -  -  -  b\n");
        assertThat(rounds.latest(SECOND).byGpu()).isEqualTo(Map.of(0, Map.of(1L, 0.1), 1, Map.of(2L, 0.2)));
    }

    @Test
    void line_columnsInAnotherOrder_areFoundByName() {
        feed(
                0,
                "#Date       Time        gpu   pid   type    fb   ccpm    mem    sm   command\n"
                        + "#YYYYMMDD   HH:MM:SS    Idx     #    C/G    MB     MB      %     %   name\n"
                        + " 20261122   06:00:00      3    42      C  1432      0     11    61   python3 train me.py\n");
        assertThat(rounds.latest(SECOND).byGpu()).isEqualTo(Map.of(3, Map.of(42L, 0.61)));
    }

    @Test
    void line_oldLayoutWithoutCommandName_isRead() {
        feed(
                0,
                "# gpu        pid  type    sm   mem   enc   dec   command\n# Idx          #   C/G     %     %     %     %   name\n"
                        + "    0       1523     G     4     0     -     -\n");
        assertThat(rounds.latest(SECOND).byGpu()).isEqualTo(Map.of(0, Map.of(1523L, 0.04)));
    }

    @Test
    void line_tableOfDevices_isNoTableOfProcesses() {
        feed(
                0,
                HEADER + "# gpu    pwr  gtemp  mtemp     sm    mem\n# Idx      W      C      C      %      %\n"
                        + "    0     69     41     47      0      0\n");
        assertThat(rounds.latest(SECOND)).isNull();
    }

    @Test
    void line_rowsThatAreNone_areLeftOut() {
        feed(0, "    0      1     C     99     10      -      -      -      -    before any header\n" + HEADER + """
                0  x  C  10  -  -  -  -  -  a
                -1  5  C  10  -  -  -  -  -  a
                0  0  C  10  -  -  -  -  -  a
                0  5  C  10
                0  99999999999  C  10  -  -  -  -  -  a
                Not supported on the device(s)
                """);
        assertThat(rounds.latest(SECOND)).isNull();
    }

    @Test
    void line_moreThanAll_isNoValue() {
        feed(
                0,
                HEADER
                        + "0  1  C  101  -  -  -  -  -  a\n0  2  C  -5  -  -  -  -  -  b\n0  3  C  1.5  -  -  -  -  -  c\n");
        assertThat(rounds.latest(SECOND).byGpu().get(0).values()).allMatch(sm -> Double.isNaN(sm));
    }

    private void feed(long nanos, String lines) {
        for (String line : lines.lines().toList()) {
            rounds.line(line, nanos);
            PmonRounds.Round latest = rounds.latest(nanos);
            if (latest != null && latest != last) {
                told.add(latest.byGpu());
                last = latest;
            }
        }
    }
}
