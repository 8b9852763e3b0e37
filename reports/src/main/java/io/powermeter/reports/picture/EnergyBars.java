package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.Verdict;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.words.Figures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** A bar for each group: its mean energy, the interval of the mean, its runs, and the verdict beside the baseline. */
final class EnergyBars implements Drawing {
    private static final double LABELS = 204;
    private static final double VERDICTS = 172;
    private static final double ROW = 44;
    private static final double BAR = 22;

    /** Above the middle of the bar lies the interval, and below it the runs. */
    private static final double INTERVAL_Y = -4.5;

    private static final double RUNS_Y = 5;
    private static final Color BASELINE = new Color(0xC4CAD1);
    private static final Color OTHERS = new Color(0x9ECAE6);
    private static final Color BETTER = new Color(0x005A8E);
    private static final Color WORSE = new Color(0xA84A00);

    private final Lineup lineup;

    EnergyBars(Lineup lineup) {
        this.lineup = lineup;
    }

    @Override
    public boolean isKnown() {
        return Double.isFinite(lineup.mostJoules());
    }

    @Override
    public Sheet sheet() {
        return new Sheet(
                "Energy",
                "Bars: means. Whiskers: their 95 % intervals. Circles: runs, crossed if they are outliers. Right: the"
                        + " verdict, and the ratio to the baseline with its 95 % interval.",
                lineup.notes());
    }

    @Override
    public double height() {
        return lineup.members().size() * ROW + Rows.AXIS_HEIGHT;
    }

    @Override
    public void draw(Graphics2D graphics, double top) {
        double left = Sheet.MARGIN + LABELS;
        int count = lineup.members().size();
        Rectangle2D area = new Rectangle2D.Double(left, top, Theme.WIDTH - left - VERDICTS - Sheet.MARGIN, height());
        Rows rows = Rows.draw(graphics, end(), count, area);
        for (int row = 0; row < count; row++) {
            draw(graphics, rows, row);
        }
        baseline(graphics, rows);
    }

    /** All runs, and the intervals as long as they do not dwarf the bars. */
    private double end() {
        double most = lineup.mostJoules();
        double intervals = lineup.members().stream()
                .map(member -> lineup.result(member, Figure.ENERGY).interval())
                .mapToDouble(interval -> interval == null ? 0 : interval.high())
                .max()
                .orElse(0);
        return Math.max(most, Math.min(intervals, 1.5 * most)) * 1.03;
    }

    private void draw(Graphics2D graphics, Rows rows, int row) {
        Lineup.Member member = lineup.members().get(row);
        Result result = lineup.result(member, Figure.ENERGY);
        rows.label(graphics, row, member, below(result), LABELS);
        if (!result.values().isEmpty()) {
            Color colour = member.baseline() ? BASELINE : OTHERS;
            Rectangle2D bar = rows.bar(graphics, row, 0, result.mean(), BAR, colour);
            if (member.estimated()) {
                Rows.hatch(graphics, bar);
            }
            if (result.interval() != null) {
                whisker(graphics, rows, rows.y(row) + INTERVAL_Y, result.interval());
            }
            for (int i = 0; i < result.values().size(); i++) {
                double x = rows.x(result.values().get(i));
                run(graphics, x, rows.y(row) + RUNS_Y, result.outliers().contains(i));
            }
        }
        verdict(graphics, rows, row, member, result.effect());
    }

    private static String below(Result result) {
        int runs = result.values().size();
        Interval interval = result.interval();
        return (interval == null ? Figures.joules(result.mean()) : plusMinus(result.mean(), interval.half())) + ", "
                + runs + (runs == 1 ? " run" : " runs");
    }

    /** Two digits of what is not certain, and as many decimals of what is. */
    private static String plusMinus(double joules, double half) {
        AxisUnit unit = AxisUnit.joules(joules);
        double size = unit.of(half);
        int decimals = size > 0 ? Math.max(0, Math.min(4, 1 - (int) Math.floor(Math.log10(size)))) : 1;
        return String.format(
                Locale.ROOT, "%." + decimals + "f ± %." + decimals + "f %s", unit.of(joules), size, unit.symbol());
    }

    /** Without a cap where it goes on, below 0 or beyond the axis. */
    private void whisker(Graphics2D graphics, Rows rows, double y, Interval interval) {
        double from = rows.x(Math.max(0, interval.low()));
        double to = rows.x(interval.high());
        graphics.setPaint(Theme.INK);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(new Line2D.Double(from, y, to, y));
        if (interval.low() >= 0) {
            graphics.draw(new Line2D.Double(from, y - 3.5, from, y + 3.5));
        }
        if (interval.high() <= end()) {
            graphics.draw(new Line2D.Double(to, y - 3.5, to, y + 3.5));
        }
    }

    private static void run(Graphics2D graphics, double x, double y, boolean outlier) {
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5));
        graphics.setPaint(Theme.INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5));
        if (outlier) {
            graphics.draw(new Line2D.Double(x - 4, y - 4, x + 4, y + 4));
            graphics.draw(new Line2D.Double(x - 4, y + 4, x + 4, y - 4));
        }
    }

    private static void verdict(
            Graphics2D graphics, Rows rows, int row, Lineup.Member member, @Nullable Effect effect) {
        double x = rows.area().getMaxX() + 12;
        double y = rows.y(row);
        if (effect == null) {
            Sheet.text(graphics, member.baseline() ? "baseline" : "", x, y + 4, Theme.TEXT, Theme.FAINT_INK);
            return;
        }
        boolean resolved = effect.verdict() != Verdict.NOT_RESOLVED;
        Font font = resolved ? Theme.TEXT.deriveFont(Font.BOLD) : Theme.TEXT;
        Color colour = !resolved ? Theme.FAINT_INK : effect.verdict() == Verdict.BETTER ? BETTER : WORSE;
        Sheet.text(graphics, effect.verdict().words(), x, y - 3, font, colour);
        Sheet.text(
                graphics,
                Theme.fitting(size(effect), VERDICTS - 12, Theme.SMALL),
                x,
                y + 11,
                Theme.SMALL,
                Theme.FAINT_INK);
    }

    private static String size(Effect effect) {
        Interval size = effect.size();
        DoubleFunction<String> number = effect.ratio() ? Figures::number : Figures::joules;
        String interval = Double.isFinite(size.low())
                ? " (" + number.apply(size.low()) + " to " + number.apply(size.high()) + ")"
                : "";
        return (effect.ratio() ? "× " : "differs by ") + number.apply(size.mean()) + interval;
    }

    private void baseline(Graphics2D graphics, Rows rows) {
        double mean = lineup.comparison()
                .result(lineup.comparison().baseline(), Figure.ENERGY)
                .mean();
        if (Double.isFinite(mean)) {
            graphics.setPaint(Theme.FAINT_INK);
            graphics.setStroke(
                    new BasicStroke(0.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 3}, 0));
            Rectangle2D area = rows.area();
            graphics.draw(new Line2D.Double(rows.x(mean), area.getY(), rows.x(mean), area.getMaxY()));
        }
    }
}
