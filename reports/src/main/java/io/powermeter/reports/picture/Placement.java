package io.powermeter.reports.picture;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds places for labels beside their points: inside an area, and off the points, lines and labels that are there. */
final class Placement {
    /** Farther away, a label needs a line to its point. */
    static final double NEAR = 14;

    private static final double[] DISTANCES = {9, 14, 24, 36, 50, 66, 84};
    private static final int DIRECTIONS = 12;

    /** A pixel of distance is as bad as so many square pixels over something else. */
    private static final double FARNESS = 1.5;

    /** Labels over labels cannot be read; over a thin line they can. */
    private static final double LABEL_WEIGHT = 20;

    private final Rectangle2D area;
    private final List<Obstacle> obstacles = new ArrayList<>();

    private record Obstacle(Rectangle2D place, double weight) {}

    Placement(Rectangle2D area) {
        this.area = area;
    }

    /**
     * Keeps labels off something.
     *
     * @param weight how bad a square pixel over it is
     */
    void avoid(Rectangle2D place, double weight) {
        obstacles.add(new Obstacle(place, weight));
    }

    /** Returns the best place for a label of a size beside a point; later labels keep off it. */
    Rectangle2D place(Point2D point, double width, double height) {
        Rectangle2D best = new Rectangle2D.Double(area.getX(), area.getY(), width, height);
        double least = Double.POSITIVE_INFINITY;
        for (double distance : DISTANCES) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                Rectangle2D place = beside(point, 2 * Math.PI * direction / DIRECTIONS, distance, width, height);
                double cost = cost(place) + FARNESS * distance;
                if (area.contains(place) && cost < least) {
                    best = place;
                    least = cost;
                }
            }
        }
        avoid(best, LABEL_WEIGHT);
        return best;
    }

    private static Rectangle2D beside(Point2D point, double angle, double distance, double width, double height) {
        double x = point.getX() + distance * Math.cos(angle) + width / 2 * (Math.cos(angle) - 1);
        double y = point.getY() + distance * Math.sin(angle) + height / 2 * (Math.sin(angle) - 1);
        return new Rectangle2D.Double(x, y, width, height);
    }

    private double cost(Rectangle2D place) {
        double cost = 0;
        for (Obstacle obstacle : obstacles) {
            Rectangle2D both = place.createIntersection(obstacle.place);
            if (both.getWidth() > 0 && both.getHeight() > 0) {
                cost += obstacle.weight * both.getWidth() * both.getHeight();
            }
        }
        return cost;
    }
}
