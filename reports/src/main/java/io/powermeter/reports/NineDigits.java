package io.powermeter.reports;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for programs. Nine digits hold a microjoule in a kilojoule, and hide the noise of binary fractions. */
final class NineDigits {
    private static final MathContext DIGITS = new MathContext(9);

    private NineDigits() {}

    /** Returns a finite number, rounded. */
    static double round(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }

    /** Returns a finite number as decimal digits without exponent, such as {@code 0.112201472} or {@code 6000}. */
    static String text(double value) {
        return value == 0
                ? "0"
                : BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
