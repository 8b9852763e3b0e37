package io.powermeter.reports.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * A group between two axes: its means, an arm for each interval, its name.
 *
 * @param at the means, in pixels
 * @param arms from the lower to the upper end of the interval of each axis; of no size where there is none
 * @param beaten whether another group is better in both
 */
record Cross(Lineup.Member member, Point2D at, Rectangle2D arms, boolean beaten) {
    private static final double LONGEST_LABEL = 190;
    private static final double LABEL_HEIGHT = 14;
    private static final Color BEATEN = new Color(0x8C959F);

    /** Less bad to write over an arm than over a marker. */
    private static final double ARM_WEIGHT = 3;

    private static final double MARK_WEIGHT = 10;

    void drawArms(Graphics2D graphics, Placement placement) {
        graphics.setPaint(colour());
        graphics.setStroke(new BasicStroke(1.2f));
        graphics.draw(new Line2D.Double(arms.getX(), at.getY(), arms.getMaxX(), at.getY()));
        graphics.draw(new Line2D.Double(at.getX(), arms.getY(), at.getX(), arms.getMaxY()));
        placement.avoid(new Rectangle2D.Double(arms.getX(), at.getY() - 1, arms.getWidth(), 2), ARM_WEIGHT);
        placement.avoid(new Rectangle2D.Double(at.getX() - 1, arms.getY(), 2, arms.getHeight()), ARM_WEIGHT);
    }

    void drawMark(Graphics2D graphics, Placement placement) {
        member.style().mark(graphics, at.getX(), at.getY(), colour());
        placement.avoid(new Rectangle2D.Double(at.getX() - 6, at.getY() - 6, 12, 12), MARK_WEIGHT);
    }

    void drawLabel(Graphics2D graphics, Placement placement) {
        Font font = beaten ? Theme.SMALL : Theme.SMALL.deriveFont(Font.BOLD);
        String suffix = member.baseline() ? " (baseline)" : "";
        String text = Theme.fitting(member.label(), LONGEST_LABEL - Theme.width(suffix, font), font) + suffix;
        Rectangle2D place = placement.place(at, Theme.width(text, font), LABEL_HEIGHT);
        graphics.setStroke(new BasicStroke(0.7f));
        graphics.setPaint(colour());
        double x = Math.max(place.getX(), Math.min(at.getX(), place.getMaxX()));
        double y = Math.max(place.getY(), Math.min(at.getY(), place.getMaxY()));
        if (at.distance(x, y) > Placement.NEAR) {
            graphics.draw(new Line2D.Double(at.getX(), at.getY(), x, y));
        }
        Sheet.text(graphics, text, place.getX(), place.getMaxY() - 3.5, font, beaten ? Theme.FAINT_INK : Theme.INK);
    }

    private Color colour() {
        return beaten ? BEATEN : member.style().colour();
    }
}
