package io.powermeter.reports.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * How a group looks in all pictures: by colour, and by marker and dashes too, for those who see no colours and for print in
 * grey.
 *
 * @param colour of the palette of Okabe and Ito, or ink for the baseline
 * @param marker about 0, 0
 * @param dashes lengths of strokes and holes, empty for a whole line
 */
record GroupStyle(Color colour, Shape marker, List<Float> dashes) {
    private static final double RADIUS = 4;

    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));

    private static final List<List<Float>> DASHES =
            List.of(List.of(), List.of(7f, 3f), List.of(2f, 2.5f), List.of(9f, 3f, 2f, 3f));

    private static final List<Shape> MARKERS = List.of(
            new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS),
            new Rectangle2D.Double(-3.5, -3.5, 7, 7),
            polygon(3, 5, -90),
            polygon(4, 5.2, 0),
            polygon(3, 5, 90),
            polygon(5, 4.8, -90),
            cross(0),
            cross(45));

    /** Returns a style that none of the eleven before has; place 0 is the baseline's. */
    static GroupStyle of(int place) {
        return new GroupStyle(
                place == 0 ? Theme.INK : COLOURS.get((place - 1) % COLOURS.size()),
                MARKERS.get(place % MARKERS.size()),
                DASHES.get(place % DASHES.size()));
    }

    Stroke stroke(float width) {
        float[] lengths = new float[dashes.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = dashes.get(i);
        }
        return lengths.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
    }

    /** Draws the marker about a point, with a white rim that keeps it apart from what lies behind. */
    void mark(Graphics2D graphics, double x, double y, Color fill) {
        Shape shape = AffineTransform.getTranslateInstance(x, y).createTransformedShape(marker);
        graphics.setPaint(fill);
        graphics.fill(shape);
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.setPaint(Color.WHITE);
        graphics.draw(shape);
    }

    private static Shape polygon(int corners, double radius, double firstDegrees) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(firstDegrees + 360.0 * i / corners);
            double x = radius * Math.cos(angle);
            double y = radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    private static Shape cross(double degrees) {
        double arm = 5;
        double half = 1.6;
        Path2D path = new Path2D.Double();
        path.moveTo(-half, -arm);
        double[][] corners = {
            {half, -arm},
            {half, -half},
            {arm, -half},
            {arm, half},
            {half, half},
            {half, arm},
            {-half, arm},
            {-half, half},
            {-arm, half},
            {-arm, -half},
            {-half, -half}
        };
        for (double[] corner : corners) {
            path.lineTo(corner[0], corner[1]);
        }
        path.closePath();
        path.transform(AffineTransform.getRotateInstance(Math.toRadians(degrees)));
        return path;
    }
}
