package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A small text file of the kernel, kept open, read again in place and taken apart without allocating.
 *
 * <p>A file of {@code /proc/PID} that is kept open fails once the process is gone, even when its number is given to another
 * process: it can never tell of the wrong one.
 */
final class KernelText implements Closeable {
    private final Host host;
    private final String path;
    private final byte[] text;
    private final ByteBuffer buffer;
    private @Nullable FileChannel channel;
    private int at;
    private int end;

    /** Opens nothing yet; reads at most {@code size} bytes. */
    KernelText(Host host, String path, int size) {
        this.host = host;
        this.path = path;
        this.text = new byte[size];
        this.buffer = ByteBuffer.wrap(text);
    }

    /** Reads the file and goes to its start. */
    void read() throws UnreadableException {
        FileChannel open = channel;
        try {
            if (open == null) {
                open = host.open(path);
                channel = open;
            }
            buffer.clear();
            end = Math.max(0, open.read(buffer, 0));
            at = 0;
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException e) {
            close(); // the process behind a file of /proc/PID is gone
            throw new UnreadableException(path, UnreadableException.Reason.MISSING, String.valueOf(e.getMessage()), "");
        }
        if (end == 0) {
            throw new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "it is empty", "");
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
            throw new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "a number is missing in it", "");
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

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it was open for reading only: nothing can be lost
            }
        }
    }
}
