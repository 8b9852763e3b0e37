package io.powermeter.workloads.kernel.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether an x86 processor counts the bits of a vector in one instruction, AVX-512 VPOPCNTDQ. The JVM does not tell, and
 * counts by a dozen instructions where there is none; Linux does, in {@code /proc/cpuinfo}.
 */
final class VectorCount {

    private VectorCount() {}

    /** What the file says; where there is none, no. */
    static boolean in(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith("flags") && (line + " ").contains(" avx512_vpopcntdq "));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
