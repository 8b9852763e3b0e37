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
    private final ByteBuffer buffer;
    private @Nullable FileChannel channel;

    /** Opens nothing yet; reads at most {@code size} bytes. */
    KernelText(Host host, String path, int size) {
        this.host = host;
        this.path = path;
        this.buffer = ByteBuffer.allocateDirect(size);
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
            open.read(buffer, 0);
            buffer.flip();
        } catch (IOException e) {
            close();
            throw new UnreadableException(path, UnreadableException.Reason.MISSING, String.valueOf(e.getMessage()), "");
        }
        if (!buffer.hasRemaining()) {
            throw new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "it is empty", "");
        }
    }

    /** Goes behind the next word and the blanks after it. */
    void skipWord() {
        while (buffer.hasRemaining() && peek() > ' ') {
            buffer.get();
        }
        skipBlanks();
    }

    /** Goes behind the last {@code mark} of the text, and returns whether there is one. */
    boolean skipBehindLast(char mark) {
        for (int at = buffer.limit() - 1; at >= buffer.position(); at--) {
            if (buffer.get(at) == mark) {
                buffer.position(at + 1);
                return true;
            }
        }
        return false;
    }

    /** Goes behind {@code word} at the start of a line, and returns whether there is such a line. */
    boolean skipToLine(String word) {
        buffer.rewind();
        while (buffer.hasRemaining()) {
            if (startsWith(word)) {
                buffer.position(buffer.position() + word.length());
                return true;
            }
            while (buffer.hasRemaining() && buffer.get() != '\n') {}
        }
        return false;
    }

    /** Returns the number that stands next, behind any blanks. */
    long nextNumber() throws UnreadableException {
        skipBlanks();
        long value = 0;
        int start = buffer.position();
        while (buffer.hasRemaining() && peek() >= '0' && peek() <= '9') {
            value = value * 10 + (buffer.get() - '0');
        }
        if (buffer.position() == start) {
            throw new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "a number is missing in it", "");
        }
        return value;
    }

    private boolean startsWith(String word) {
        if (buffer.remaining() < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (buffer.get(buffer.position() + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes behind the blanks that stand next. */
    void skipBlanks() {
        while (buffer.hasRemaining() && (peek() == ' ' || peek() == '\t')) {
            buffer.get();
        }
    }

    private byte peek() {
        return buffer.get(buffer.position());
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
