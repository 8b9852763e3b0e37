package io.powermeter.reports.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What each line or colour stands for, in as many rows as it takes. */
final class Legend {
    private static final double ROW = 17;
    private static final double SWATCH = 46;
    private static final double GAP = 16;

    private final double width;
    private final List<Placed> items = new ArrayList<>();
    private double x;
    private int row;

    /** Draws what stands before a label, from x on and about y. */
    private interface Swatch {
        void draw(Graphics2D graphics, double x, double y);
    }

    private record Placed(String label, Swatch swatch, double swatchWidth, double x, int row) {}

    Legend(double width) {
        this.width = width;
    }

    /** Returns the legend of lines of groups. */
    static Legend of(List<Lineup.Member> members, double width) {
        Legend legend = new Legend(width);
        for (Lineup.Member member : members) {
            legend.add(member.label(), SWATCH, (graphics, x, y) -> {
                graphics.setPaint(member.style().colour());
                graphics.setStroke(member.style().stroke(1.8f));
                graphics.draw(new Line2D.Double(x, y, x + SWATCH - 5, y));
                member.style()
                        .mark(graphics, x + (SWATCH - 5) / 2, y, member.style().colour());
            });
        }
        return legend;
    }

    void box(String label, Color colour) {
        add(label, 16, (graphics, x, y) -> {
            graphics.setPaint(colour);
            graphics.fill(new Rectangle2D.Double(x, y - 5, 11, 10));
        });
    }

    private void add(String whole, double swatchWidth, Swatch swatch) {
        String label = Theme.fitting(whole, width - swatchWidth, Theme.SMALL);
        double needed = swatchWidth + Theme.width(label, Theme.SMALL);
        if (x > 0 && x + needed > width) {
            x = 0;
            row++;
        }
        items.add(new Placed(label, swatch, swatchWidth, x, row));
        x += needed + GAP;
    }

    double height() {
        return items.isEmpty() ? 0 : (row + 1) * ROW;
    }

    void draw(Graphics2D graphics, double left, double top) {
        for (Placed item : items) {
            double middle = top + (item.row + 0.5) * ROW;
            item.swatch.draw(graphics, left + item.x, middle);
            Sheet.text(graphics, item.label, left + item.x + item.swatchWidth, middle + 4, Theme.SMALL, Theme.INK);
        }
    }
}
