package io.powermeter.nvsmi;

import java.util.function.Consumer;

/**
 * Cuts the lines of {@code nvidia-smi -q -x -l} into documents. One that is cut off, as its program ended or was killed, is
 * dropped when the next begins.
 */
final class SmiSplitter {
    /** A card takes some 60 kB, mostly for the clocks that it could run at. */
    private static final int LONGEST = 1 << 23;

    private static final String DECLARATION = "<?xml";
    private static final String BEGIN = "<nvidia_smi_log";
    private static final String END = "</nvidia_smi_log>";

    private final Consumer<String> documents;
    private final Consumer<String> remarks;
    private final StringBuilder text = new StringBuilder();
    private boolean inside;

    /**
     * Makes a splitter.
     *
     * @param documents takes each whole document
     * @param remarks takes each line between documents that has words: here the program says what is wrong
     */
    SmiSplitter(Consumer<String> documents, Consumer<String> remarks) {
        this.documents = documents;
        this.remarks = remarks;
    }

    void line(String line) {
        String rest = line;
        for (int begin = begin(rest); begin >= 0; begin = begin(rest)) {
            take(rest.substring(0, begin));
            inside = true;
            text.setLength(0);
            int end = rest.indexOf(END, begin);
            if (end < 0) {
                text.append(rest, begin, rest.length()).append('\n');
                return;
            }
            take(rest.substring(begin, end + END.length()));
            rest = rest.substring(end + END.length());
        }
        take(rest);
    }

    private int begin(String line) {
        int declaration = line.indexOf(DECLARATION);
        return declaration >= 0 || inside ? declaration : line.indexOf(BEGIN);
    }

    private void take(String part) {
        if (!inside) {
            if (part.chars().anyMatch(Character::isLetterOrDigit)) {
                remarks.accept(part.strip());
            }
            return;
        }
        int end = part.indexOf(END);
        text.append(part, 0, end < 0 ? part.length() : end + END.length()).append('\n');
        if (end >= 0) {
            inside = false;
            documents.accept(text.toString());
            text.setLength(0);
            take(part.substring(end + END.length()));
        } else if (text.length() > LONGEST) {
            inside = false;
            text.setLength(0);
        }
    }
}
