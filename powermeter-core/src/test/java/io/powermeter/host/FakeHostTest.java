package io.powermeter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fake is trusted by every sensor module's tests, so it is tested itself. */
class FakeHostTest {
    @TempDir
    Path root;

    private FakeHost host(String... lines) {
        return FakeHost.of(root, List.of(lines));
    }

    @Test
    void of_lines_makesFilesAndSkipsCommentsAndBlankLines() throws IOException {
        FakeHost host = host("# a comment\twith a tab", "", "/sys/a\t5", "/sys/b\tx<NONL>", "/sys/d\t<DIR>");
        assertThat(Files.readString(root.resolve("sys/a"))).isEqualTo("5\n");
        assertThat(Files.readString(root.resolve("sys/b"))).isEqualTo("x");
        assertThat(root.resolve("sys/d")).isEmptyDirectory();
        assertThat(host.list("/sys")).containsExactly("a", "b", "d");
    }

    @Test
    void of_failures_failAsTheKernelWould() {
        FakeHost host = host("/sys/a\t<EACCES>", "/sys/b\t<ENODATA>", "/sys/c\t<EIO>", "/sys/e\t<EMPTY>");
        assertThatThrownBy(() -> host.readText("/sys/a")).hasMessage("Cannot read /sys/a: permission denied.");
        assertThatThrownBy(() -> host.readText("/sys/b")).hasMessage("Cannot read /sys/b: No data available.");
        assertThatThrownBy(() -> host.readText("/sys/c")).hasMessage("Cannot read /sys/c: Input/output error.");
        assertThat(host.text("/sys/e")).contains("");
        assertThat(host.exists("/sys/a")).as("refused, but there").isTrue();
    }

    @Test
    void link_toFolder_isFollowedAndListed() throws IOException {
        FakeHost host = host("/sys/devices/zone/name\tpackage-0", "/sys/class/zone\t<LINK>../devices/zone");
        assertThat(host.readText("/sys/class/zone/name")).isEqualTo("package-0");
        assertThat(host.list("/sys/class")).containsExactly("zone");
        assertThat(host.locate("/sys/class/zone").toRealPath())
                .isEqualTo(host.locate("/sys/devices/zone").toRealPath());
    }

    @Test
    void link_dangling_isAbsent() {
        FakeHost host = host("/sys/class/zone\t<LINK>../nowhere");
        assertThat(host.exists("/sys/class/zone")).isFalse();
        assertThat(host.text("/sys/class/zone/name")).isEmpty();
    }

    @Test
    void put_afterRefusal_canBeReadAgain() throws UnreadableException {
        FakeHost host = host("/sys/a\t<EACCES>");
        assertThat(host.put("/sys/a", "1").readText("/sys/a")).isEqualTo("1");
    }

    @Test
    void opened_afterReading_namesThePaths() {
        FakeHost host = host("/sys/a\t1", "/sys/b\t2");
        host.text("/sys/a");
        host.text("/sys/none");
        assertThat(host.opened()).containsExactlyInAnyOrder("/sys/a", "/sys/none");
    }
}
