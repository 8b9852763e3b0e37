package io.powermeter.recording;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers in half of their room, where they lie near straight lines: instants at a steady period, sums of a counter.
 *
 * <p>They are kept in blocks of {@value #BLOCK}. Of a block that lies near the line from its first to its last number the
 * distances from it are kept in 32 bits each, of another one the numbers themselves. Every number comes back as it was.
 */
final class PackedLongs {
    private static final int SHIFT = 10;
    private static final int BLOCK = 1 << SHIFT;

    private final Block[] blocks;
    private final int size;

    private PackedLongs(Block[] blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return blocks[index >>> SHIFT].get(index & BLOCK - 1);
    }

    /** Numbers on a line, and their distances from it; or as they are. Differences may wrap around: sums wrap back. */
    private static final class Block {
        private final long first;
        private final long step;
        private final int @Nullable [] near;
        private final long @Nullable [] far;

        Block(long[] numbers, int count) {
            first = numbers[0];
            step = count > 1 ? (numbers[count - 1] - first) / (count - 1) : 0;
            near = distances(numbers, count);
            far = near == null ? Arrays.copyOf(numbers, count) : null;
        }

        private int @Nullable [] distances(long[] numbers, int count) {
            int[] distances = new int[count];
            for (int i = 0; i < count; i++) {
                long distance = numbers[i] - (first + step * i);
                distances[i] = (int) distance;
                if (distances[i] != distance) {
                    return null;
                }
            }
            return distances;
        }

        long get(int index) {
            if (near != null) {
                return first + step * index + near[index];
            }
            return far == null ? 0 : far[index];
        }

        long bytes() {
            return near != null ? (long) Integer.BYTES * near.length : (long) Long.BYTES * BLOCK;
        }
    }

    /** Takes numbers one after the other. */
    static final class Builder {
        private Block[] blocks = new Block[4];
        private int full;
        private final long[] begun = new long[BLOCK];
        private int count;
        private long bytes;

        void add(long number) {
            if (count == BLOCK) {
                seal();
            }
            begun[count++] = number;
        }

        int size() {
            return (full << SHIFT) + count;
        }

        /** Returns the room that the numbers take. */
        long bytes() {
            return bytes + (long) Long.BYTES * count;
        }

        PackedLongs build() {
            int size = size();
            if (count > 0) {
                seal();
            }
            return new PackedLongs(Arrays.copyOf(blocks, full), size);
        }

        private void seal() {
            if (full == blocks.length) {
                blocks = Arrays.copyOf(blocks, full + (full >> 1));
            }
            Block block = new Block(begun, count);
            blocks[full++] = block;
            bytes += block.bytes();
            count = 0;
        }
    }
}
