package io.powermeter.carbon;

import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The greenhouse gas of a run. Its energy is multiplied piece by piece with the intensity that the grid had at the time; the
 * bands hold the worst cases of the energy's estimate, the intensity and the PUE together.
 *
 * @param operational grams of CO2 equivalent: energy x PUE x intensity
 * @param netGrams the same of the energy above the idle floor; NaN without a baseline
 * @param intensity of the grid in g/kWh: the mean over the run's energy, and how far it may be off
 * @param lowestIntensity of the grid while the run went on, in g/kWh
 * @param highestIntensity of the grid while the run went on, in g/kWh
 * @param toldShare share of the energy, 0 to 1, for which the grid's intensity of the time was told
 * @param tellers who told it, sorted
 * @param embodied grams of the making of the machine that the run is to bear; null if not known
 */
public record Emissions(
        Band operational,
        double netGrams,
        Band intensity,
        double lowestIntensity,
        double highestIntensity,
        double toldShare,
        List<String> tellers,
        @Nullable Band embodied) {
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /** Returns operational and embodied grams together, as far as the latter are known. */
    public Band all() {
        return embodied == null ? operational : operational.plus(embodied);
    }

    /** Returns the grams of {@code joules} at 1 g/kWh. */
    static double perIntensity(double joules) {
        return joules / JOULES_PER_KILOWATT_HOUR;
    }

    static Emissions of(Summary summary, Footprint terms, GridOverTime grid) {
        Total energy = summary.energy();
        Mean mean = new Mean();
        // where nothing was drawn, the time says which intensity was the grid's
        ToDoubleFunction<Window> weight = energy.joules() > 0 ? summary::joules : Window::seconds;
        double net = 0;
        for (GridOverTime.Piece piece : grid.pieces(summary.window())) {
            mean.add(Math.max(0, weight.applyAsDouble(piece.window())), piece.figure());
            net += perIntensity(summary.netJoules(piece.window()))
                    * piece.figure().intensity().value();
        }
        Band intensity = mean.intensity();
        Band pue = terms.pue();
        Band kilowattHours =
                new Band(energy.joules(), energy.lowJoules(), energy.highJoules()).times(1 / JOULES_PER_KILOWATT_HOUR);
        Embodied making = terms.embodied();
        return new Emissions(
                kilowattHours.times(pue).times(intensity),
                net * pue.value(),
                intensity,
                mean.lowest,
                mean.highest,
                mean.toldShare(),
                List.copyOf(mean.tellers),
                making == null ? null : making.grams(summary.window().seconds()));
    }

    /** The mean of figures by weight. */
    private static final class Mean {
        private final List<Double> weights = new ArrayList<>();
        private final List<GridOverTime.Figure> figures = new ArrayList<>();
        private final Set<String> tellers = new TreeSet<>();
        private double sum;
        private double told;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;

        void add(double weight, GridOverTime.Figure figure) {
            weights.add(weight);
            figures.add(figure);
            sum += weight;
            lowest = Math.min(lowest, figure.intensity().value());
            highest = Math.max(highest, figure.intensity().value());
            if (figure.told() != null) {
                told += weight;
                tellers.add(figure.told());
            }
        }

        Band intensity() {
            if (figures.size() == 1 || sum == 0) {
                return figures.get(0).intensity();
            }
            Band mean = Band.exact(0);
            for (int i = 0; i < figures.size(); i++) {
                mean = mean.plus(figures.get(i).intensity().times(weights.get(i) / sum));
            }
            return mean;
        }

        double toldShare() {
            return sum > 0 ? told / sum : tellers.isEmpty() ? 0 : 1;
        }
    }
}
