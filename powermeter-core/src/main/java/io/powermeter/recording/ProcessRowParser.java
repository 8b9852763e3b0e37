package io.powermeter.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one line of {@code processes.csv} apart. */
final class ProcessRowParser {
    private static final int COLUMNS = 9;

    private ProcessRowParser() {}

    /** Returns the row, or nothing if the line is none. */
    static Optional<ProcessRow> parse(String line) {
        List<String> cells = cells(line);
        if (cells.size() != COLUMNS) {
            return Optional.empty();
        }
        try {
            long elapsed = Long.parseLong(cells.get(0));
            if (!RunInfo.isInstant(elapsed)) {
                return Optional.empty();
            }
            return Optional.of(new ProcessRow(
                    elapsed,
                    Long.parseLong(cells.get(1)),
                    Long.parseLong(cells.get(2)),
                    cells.get(3),
                    number(cells.get(4)),
                    number(cells.get(5)),
                    number(cells.get(6)),
                    number(cells.get(7)),
                    number(cells.get(8))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static double number(String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(cell);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(cell);
        }
        return number;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
