package io.powermeter.reports;

import io.powermeter.reports.words.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One unit for all energies of a printed table, so that they can be compared at a glance.
 *
 * @param symbol of the unit
 * @param joules what one of it is
 * @param decimals as many as leave five digits to the largest energy
 */
record EnergyUnit(String symbol, double joules, int decimals) {
    private static final int DIGITS = 5;

    private static final List<String> SYMBOLS = List.of("nJ", "µJ", "mJ", "J", "kJ", "MJ", "GJ");
    private static final int PLAIN = SYMBOLS.indexOf("J");

    /** Returns the largest unit of which the largest energy is at least ten. */
    static EnergyUnit fitting(double largestJoules) {
        if (!(largestJoules > 0) || Double.isInfinite(largestJoules)) {
            return new EnergyUnit(SYMBOLS.get(PLAIN), 1, 1);
        }
        int unit = 0;
        while (unit < SYMBOLS.size() - 1 && largestJoules >= 10 * joules(unit + 1)) {
            unit++;
        }
        int digits = (int) Math.floor(Math.log10(largestJoules / joules(unit))) + 1;
        return new EnergyUnit(SYMBOLS.get(unit), joules(unit), Math.max(0, DIGITS - digits));
    }

    private static double joules(int unit) {
        return Math.pow(1000, unit - PLAIN);
    }

    /** Returns an energy as a number of this unit. */
    String text(double energy) {
        if (!Double.isFinite(energy)) {
            return Figures.UNKNOWN;
        }
        BigDecimal number = BigDecimal.valueOf(energy / joules).setScale(decimals, RoundingMode.HALF_UP);
        return number.toPlainString().replace('-', '−');
    }
}
