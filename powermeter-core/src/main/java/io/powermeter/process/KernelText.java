package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.KeptFile;
import io.powermeter.host.UnreadableException;
import java.io.Closeable;

/** A small text file of the kernel, kept open, read again in place and taken apart without allocating. */
final class KernelText implements Closeable {
    private final KeptFile file;
    private final byte[] text;
    private int at;
    private int end;

    /** Opens nothing yet; reads at most {@code size} bytes. */
    KernelText(Host host, String path, int size) {
        this.file = host.keep(path);
        this.text = new byte[size];
    }

    /** Reads the file and goes to its start. */
    void read() throws UnreadableException {
        end = 0;
        at = 0;
        end = file.read(text);
        if (end == 0) {
            throw noValue("it is empty");
        }
    }

    /** Goes behind the next word and the blanks after it. */
    void skipWord() {
        while (at < end && text[at] > ' ') {
            at++;
        }
        skipBlanks();
    }

    /** Goes behind the last {@code mark} of the text, if there is one. */
    void skipBehindLast(char mark) {
        for (int i = end - 1; i >= at; i--) {
            if (text[i] == mark) {
                at = i + 1;
                return;
            }
        }
    }

    /** Goes behind {@code word} at the start of a line, and returns whether there is such a line. */
    boolean skipToLine(String word) {
        at = 0;
        while (at < end) {
            if (startsWith(word)) {
                at += word.length();
                return true;
            }
            while (at < end && text[at] != '\n') {
                at++;
            }
            at++;
        }
        return false;
    }

    /** Returns the number that stands next, behind any blanks. */
    long nextNumber() throws UnreadableException {
        skipBlanks();
        long value = 0;
        int start = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at++] - '0');
        }
        if (at == start) {
            throw noValue("a number is missing in it");
        }
        return value;
    }

    /** Goes behind the blanks that stand next. */
    void skipBlanks() {
        while (at < end && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
    }

    private boolean startsWith(String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private UnreadableException noValue(String why) {
        return new UnreadableException(file.path(), UnreadableException.Reason.NO_VALUE, why, "");
    }

    @Override
    public void close() {
        file.close();
    }
}
