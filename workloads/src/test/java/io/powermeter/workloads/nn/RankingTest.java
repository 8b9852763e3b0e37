package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void lowest_twoLayers_ranksThemTogether() {
        List<boolean[]> lowest = Ranking.lowest(List.of(new double[] {3, 1, 4}, new double[] {0.5, 9, 2}), 0.5);

        assertThat(lowest.get(0)).containsExactly(false, true, false);
        assertThat(lowest.get(1)).containsExactly(true, false, true);
    }

    @Test
    void lowest_equalScores_marksExactlyTheShareFromTheFirstOn() {
        List<boolean[]> lowest = Ranking.lowest(List.of(new double[3], new double[2]), 0.4);

        assertThat(lowest.get(0)).containsExactly(true, true, false);
        assertThat(lowest.get(1)).containsExactly(false, false);
    }

    @Test
    void lowest_shares0And1_marksNoneAndAll() {
        List<double[]> scores = List.of(new double[] {2, Double.NaN});

        assertThat(Ranking.lowest(scores, 0).get(0)).containsExactly(false, false);
        assertThat(Ranking.lowest(scores, 0.5).get(0)).containsExactly(true, false);
        assertThat(Ranking.lowest(scores, 1).get(0)).containsExactly(true, true);
    }
}
