package io.powermeter.workloads.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCountTest {

    @TempDir
    Path folder;

    @Test
    void in_flagsWithTheCount_isTrue() throws IOException {
        assertThat(VectorCount.in(cpuinfo("flags\t\t: fpu avx512bw avx512_vpopcntdq rdpid")))
                .isTrue();
        assertThat(VectorCount.in(cpuinfo("flags\t\t: fpu avx512bw avx512_vpopcntdq")))
                .isTrue();
    }

    @Test
    void in_flagsWithoutTheCount_isFalse() throws IOException {
        assertThat(VectorCount.in(cpuinfo("flags\t\t: fpu popcnt avx512bw avx512_bitalg")))
                .isFalse();
    }

    @Test
    void in_noFile_isFalse() {
        assertThat(VectorCount.in(folder.resolve("none"))).isFalse();
    }

    private Path cpuinfo(String flags) throws IOException {
        return Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\n" + flags + "\nbugs\t\t: none\n");
    }
}
