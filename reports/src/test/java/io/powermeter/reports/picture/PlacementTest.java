package io.powermeter.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 600, 350);

    @Test
    void place_twelvePointsInOneSpot_keepsLabelsApartAndInside() {
        Placement placement = new Placement(AREA);
        List<Rectangle2D> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            labels.add(placement.place(new Point2D.Double(300 + i, 175 - i), 80, 14));
        }

        for (int i = 0; i < labels.size(); i++) {
            assertThat(AREA.contains(labels.get(i))).isTrue();
            for (int k = 0; k < i; k++) {
                assertThat(labels.get(i).intersects(labels.get(k)))
                        .as("%d and %d", i, k)
                        .isFalse();
            }
        }
    }

    @Test
    void place_freePoint_isNear() {
        Rectangle2D label = new Placement(AREA).place(new Point2D.Double(300, 175), 80, 14);

        assertThat(label.intersects(285, 160, 30, 30)).isTrue();
        assertThat(label.contains(300, 175)).isFalse();
    }

    @Test
    void place_cornerOrTooLong_staysInside() {
        assertThat(AREA.contains(new Placement(AREA).place(new Point2D.Double(600, 0), 80, 14)))
                .isTrue();
        assertThat(new Placement(AREA)
                        .place(new Point2D.Double(300, 175), 700, 14)
                        .getX())
                .isZero();
    }
}
