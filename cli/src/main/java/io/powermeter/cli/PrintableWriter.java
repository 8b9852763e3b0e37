package io.powermeter.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Lets through what can be seen, and line feeds. Names come from jobs, devices and files of others: nothing of them may command
 * the terminal or turn the direction of what is read.
 */
final class PrintableWriter extends FilterWriter {
    private PrintableWriter(Writer out) {
        super(out);
    }

    static PrintWriter around(Writer out) {
        return new PrintWriter(new PrintableWriter(out), true);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(printable((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    private static char printable(char c) {
        boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return turns || Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c;
    }
}
