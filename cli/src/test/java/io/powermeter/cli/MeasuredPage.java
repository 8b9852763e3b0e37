package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation with tables that a program measured, between two marks. */
record MeasuredPage(Path file) {
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    /** Replaces the tables, and shows them. */
    void fill(String tables) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(file, text.substring(0, begin) + tables + text.substring(text.indexOf(END)));
        System.out.print(tables);
    }
}
