package io.powermeter.reports.picture;

import io.powermeter.measurement.Component;
import java.awt.Color;

/**
 * One colour for each component, the same in every report, that people who do not tell red from green can tell apart: the
 * palette of Okabe and Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color/.
 */
public final class Palette {
    private Palette() {}

    /** Returns the colour of a component, the same in every picture and page. */
    public static Color of(Component component) {
        return new Color(
                switch (component) {
                    case CPU -> 0x0072B2;
                    case DRAM -> 0xE69F00;
                    case GPU -> 0x009E73;
                    case BOARD, MACHINE -> 0xD55E00;
                    case WALL -> 0xCC79A7;
                    case CORE, UNCORE, JOB, METER -> 0x56B4E9;
                });
    }
}
