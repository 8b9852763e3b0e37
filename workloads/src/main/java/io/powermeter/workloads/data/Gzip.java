package io.powermeter.workloads.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files that may be packed. */
final class Gzip {

    private Gzip() {}

    interface Reading<T> {
        T of(InputStream unpacked) throws IOException;
    }

    /** Reads a file, unpacking it if its first two bytes are those of gzip (RFC 1952), whatever it is called. */
    static <T> T read(InputStream file, String where, Reading<T> reading) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        try {
            return reading.of(packed ? new GZIPInputStream(in) : in);
        } catch (EOFException | ZipException e) {
            throw new UnusableDataException(
                    where + " is a damaged gzip file (" + e.getMessage() + "): fetch it again.", e);
        }
    }
}
