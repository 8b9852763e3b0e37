package io.powermeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cells lined up in columns. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<List<String>> labels = new ArrayList<>();
    private final List<List<String>> columns = new ArrayList<>();

    /** Adds a column that says what a row is of; it begins each line. */
    TextTable labels(String head, List<String> cells) {
        labels.add(padded(head, cells));
        return this;
    }

    /** Adds a column. */
    TextTable column(String head, List<String> cells) {
        columns.add(padded(head, cells));
        return this;
    }

    private static List<String> padded(String head, List<String> cells) {
        List<String> all = new ArrayList<>();
        all.add(head);
        all.addAll(cells);
        int width = all.stream().mapToInt(String::length).max().orElse(0);
        return all.stream()
                .map(cell -> cell + " ".repeat(width - cell.length()))
                .toList();
    }

    /** Returns its lines; where they would be longer than {@code width}, further columns stand in a block below. */
    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        List<List<String>> block = new ArrayList<>(labels);
        for (List<String> column : columns) {
            if (block.size() > labels.size() && width(block) + BETWEEN.length() + width(List.of(column)) > width) {
                lines.addAll(joined(block));
                block = new ArrayList<>(labels);
            }
            block.add(column);
        }
        lines.addAll(joined(block));
        return lines;
    }

    private static int width(List<List<String>> columns) {
        return columns.stream()
                        .mapToInt(column -> column.get(0).length() + BETWEEN.length())
                        .sum()
                - BETWEEN.length();
    }

    private static List<String> joined(List<List<String>> columns) {
        return IntStream.range(0, columns.get(0).size())
                .mapToObj(row -> String.join(
                                BETWEEN,
                                columns.stream().map(column -> column.get(row)).toList())
                        .stripTrailing())
                .toList();
    }
}
