package io.powermeter.reports.picture;

import java.awt.Graphics2D;

/** What one of the pictures shows. */
interface Drawing {
    /** Returns whether there is anything to show. */
    boolean isKnown();

    /** Returns the head and the notes around it. */
    Sheet sheet();

    /** Returns the height that {@link #draw} needs between them. */
    double height();

    /**
     * Draws it.
     *
     * @param top where it begins; it may use the {@link Theme#WIDTH whole width}
     */
    void draw(Graphics2D graphics, double top);
}
