package io.powermeter.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is kept open and read again from its start, without allocating.
 *
 * <p>The kernel makes a file of {@code /sys} or {@code /proc} anew at each read from offset 0, so a reading costs two system
 * calls, a tenth of opening the file each time. {@link RandomAccessFile} and not a channel, because there is less Java
 * between it and the kernel, which counts while nothing is compiled yet, and because an interrupt does not close it.
 *
 * <p>A file of {@code /proc/PID} fails once the process is gone, even when its number is given to another one. After a
 * failure the file is opened again at the next reading: a driver may have been loaded anew.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class KeptFile implements Closeable {
    private final Host host;
    private final String path;
    private @Nullable RandomAccessFile file;

    KeptFile(Host host, String path) {
        this.host = host;
        this.path = path;
    }

    /** Returns where the file is on the machine. */
    public String path() {
        return path;
    }

    /**
     * Opens the file, if it is not open.
     *
     * @throws UnreadableException if it is missing or refused
     */
    void open() throws UnreadableException {
        if (file == null) {
            file = host.open(path);
        }
    }

    /**
     * Reads from the file's start.
     *
     * @param into takes the first bytes of the file, as many as fit
     * @return how many, 0 if the file is empty
     * @throws UnreadableException if it cannot be opened or read
     */
    public int read(byte[] into) throws UnreadableException {
        open();
        RandomAccessFile open = file;
        try {
            if (open == null) {
                return 0;
            }
            open.seek(0);
            return Math.max(0, open.read(into));
        } catch (IOException e) {
            close();
            throw Host.unreadable(host.locate(path), path, e);
        }
    }

    @Override
    public void close() {
        RandomAccessFile open = file;
        file = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // it was open for reading only: nothing can be lost
        }
    }
}
