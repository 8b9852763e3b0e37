package io.powermeter.rapl;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of 16 bytes that holds one number and changes as a whole, as a file of sysfs does.
 *
 * <p>A {@code read} may run into the middle of a {@code write} to the same file, and Java's own copies store 8 bytes at a
 * time: a reader could then meet the upper digits of one number with the lower digits of the next. The page of the file is
 * mapped instead, and all 16 aligned bytes are put there by the C library's {@code memcpy}, which moves 16 bytes in one vector
 * register; both makers of x86-64 processors with AVX promise that such a store is seen whole.
 */
final class MappedNumber {
    /** The most that 15 digits and a newline can hold. */
    static final long LARGEST = 999_999_999_999_999L;

    private static final int BYTES = 16;

    private final MappedByteBuffer page;
    private final Pointer target;
    private final ByteBuffer next = ByteBuffer.allocateDirect(BYTES);
    private final Pointer source = Native.getDirectBufferPointer(next);

    static {
        Native.register(MappedNumber.class, Platform.C_LIBRARY_NAME);
    }

    MappedNumber(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            page = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
        }
        target = Native.getDirectBufferPointer(page);
    }

    /** Puts a number from 0 to {@link #LARGEST} into the file; the rest of the 16 bytes is blank. */
    void set(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = digits - 1; at >= 0; at--) {
            next.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        for (int at = digits; at < BYTES - 1; at++) {
            next.put(at, (byte) ' ');
        }
        next.put(BYTES - 1, (byte) '\n');
        memcpy(target, source, BYTES);
    }

    private static native Pointer memcpy(Pointer to, Pointer from, long bytes);
}
