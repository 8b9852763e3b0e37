package io.powermeter.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, as if it ended behind them. */
final class BoundedInputStream extends FilterInputStream {
    private long left;

    BoundedInputStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left <= 0 && length > 0) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }
}
