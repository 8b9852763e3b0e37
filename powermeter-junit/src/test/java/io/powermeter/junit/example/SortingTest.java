package io.powermeter.junit.example;

import io.powermeter.junit.EnergyBudget;
import io.powermeter.junit.MeasureEnergy;
import io.powermeter.junit.Metric;
import io.powermeter.meter.Phase;
import io.powermeter.meter.Run;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

@MeasureEnergy(atLeast = "500ms")
class SortingTest {
    @Test
    @EnergyBudget(joules = 50, metric = Metric.GROSS)
    void sort_manyNumbers_isCheap(Run run) {
        double[] numbers = new Random(1).doubles(10_000).toArray();
        Phase sort = run.phase("sort");
        Arrays.sort(numbers);
        sort.close();
        run.metric("numbers", numbers.length);
    }
}
