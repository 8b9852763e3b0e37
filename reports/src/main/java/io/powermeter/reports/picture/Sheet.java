package io.powermeter.reports.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands above and below a picture.
 *
 * @param title what it shows
 * @param caption how to read it
 * @param notes what a reader must know beside it
 */
record Sheet(String title, String caption, List<String> notes) {
    /** Left free at each side. */
    static final double MARGIN = 14;

    static final double INNER_WIDTH = Theme.WIDTH - 2 * MARGIN;

    private static final double TITLE_HEIGHT = 20;
    private static final double LINE = 15;
    private static final double GAP = 8;
    private static final int MOST_NOTE_LINES = 6;

    /** Returns where the picture begins. */
    double top() {
        return MARGIN + TITLE_HEIGHT + lines(caption).size() * LINE + GAP;
    }

    int height(double picture) {
        int notes = noteLines().size();
        return (int) Math.ceil(top() + picture + (notes == 0 ? 0 : GAP + notes * LINE) + MARGIN);
    }

    void draw(Graphics2D graphics, double picture) {
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, Theme.WIDTH, height(picture)));
        Font font = Theme.TITLE;
        text(graphics, Theme.fitting(title, INNER_WIDTH, font), MARGIN, MARGIN + 13, font, Theme.INK);
        column(graphics, lines(caption), MARGIN + TITLE_HEIGHT + 11);
        column(graphics, noteLines(), top() + picture + GAP + 11);
    }

    private static void column(Graphics2D graphics, List<String> lines, double baseline) {
        for (int i = 0; i < lines.size(); i++) {
            text(graphics, lines.get(i), MARGIN, baseline + i * LINE, Theme.SMALL, Theme.FAINT_INK);
        }
    }

    static void text(Graphics2D graphics, String text, double x, double baseline, Font font, Color colour) {
        graphics.setFont(font);
        graphics.setPaint(colour);
        graphics.drawString(text, (float) x, (float) baseline);
    }

    private List<String> noteLines() {
        List<String> all = notes.stream().flatMap(note -> lines(note).stream()).toList();
        return all.subList(0, Math.min(MOST_NOTE_LINES, all.size()));
    }

    /** Breaks a text between words; one that is longer than a line is cut. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (Theme.width(longer, Theme.SMALL) > INNER_WIDTH && !line.isEmpty()) {
                lines.add(line);
                longer = word;
            }
            line = Theme.fitting(longer, INNER_WIDTH, Theme.SMALL);
        }
        lines.add(line);
        return lines;
    }
}
