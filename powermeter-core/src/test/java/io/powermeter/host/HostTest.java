package io.powermeter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
    @TempDir
    Path root;

    private Path file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void locate_anyPath_liesBelowTheRoot() {
        Host host = Host.at(root);
        assertThat(host.locate("/proc/stat")).isEqualTo(root.resolve("proc/stat"));
        assertThat(host.locate("/sys")).isEqualTo(root.resolve("sys"));
        assertThat(host.locate("/sys/")).isEqualTo(root.resolve("sys"));
        assertThat(host.locate("/sys/class")).isEqualTo(root.resolve("sys/class"));
        assertThat(host.locate("/system")).isEqualTo(root.resolve("system"));
        assertThat(host.locate("/")).isEqualTo(root.resolve(""));
    }

    @Test
    void local_anyPath_isThePathItself() {
        assertThat(Host.local().locate("/proc/stat")).isEqualTo(Path.of("/proc/stat"));
        assertThat(Host.local().locate("/sys/class")).isEqualTo(Path.of("/sys/class"));
    }

    @Test
    void withSys_folderThatTakesThePlaceOfSys_isUsedItself() throws IOException {
        file("proc/stat", "here");
        file("other/class/x", "there");
        Host host = Host.at(root).withSys(root.resolve("other"));
        assertThat(host.readText("/sys/class/x")).isEqualTo("there");
        assertThat(host.readText("/proc/stat")).isEqualTo("here");
    }

    @Test
    void withSys_folderThatHoldsSys_usesTheOneInside() throws IOException {
        file("host/sys/class/x", "inside");
        assertThat(Host.at(root).withSys(root.resolve("host")).readText("/sys/class/x"))
                .isEqualTo("inside");
    }

    @Test
    void readText_whiteSpaceAround_isCutOff() throws IOException {
        file("a", "\n  two\nlines \t\n");
        assertThat(Host.at(root).readText("/a")).isEqualTo("two\nlines");
    }

    @Test
    void readText_largerThanOneBuffer_isWhole() throws IOException {
        String text = "0123456789abcdef".repeat(4096);
        file("a", text);
        assertThat(Host.at(root).readText("/a")).isEqualTo(text);
    }

    @Test
    void readText_beyondOneMebibyte_isRefused() throws IOException {
        file("a", "x".repeat((1 << 20) - 1));
        assertThat(Host.at(root).readText("/a")).hasSize((1 << 20) - 1);
        file("a", "x".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> Host.at(root).readText("/a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read /a: larger than 1 MiB.");
    }

    @Test
    void readText_endlessFile_isRefusedAndEnds() {
        assertThatThrownBy(() -> Host.local().readText("/dev/zero"))
                .hasMessage("Cannot read /dev/zero: larger than 1 MiB.");
    }

    @Test
    void readText_notUtf8_doesNotThrow() throws IOException {
        Files.write(root.resolve("a"), new byte[] {'x', (byte) 0xff, 'y'});
        assertThat(Host.at(root).readText("/a")).isEqualTo("x\ufffdy");
    }

    @Test
    void text_missing_isNothing() {
        assertThat(Host.at(root).text("/none")).isEmpty();
    }

    @Test
    void list_folder_isSorted() throws IOException {
        file("d/b", "");
        file("d/a", "");
        file("d/intel-rapl:0/x", "");
        assertThat(Host.at(root).list("/d")).containsExactly("a", "b", "intel-rapl:0");
    }

    @Test
    void list_missingOrNoFolder_isEmpty() throws IOException {
        file("a", "");
        assertThat(Host.at(root).list("/none")).isEmpty();
        assertThat(Host.at(root).list("/a")).isEmpty();
    }

    @Test
    void unreadable_eachCause_hasItsReason() throws IOException {
        file("f", "1");
        Path there = root.resolve("f");
        UnreadableException missing = Host.unreadable(root.resolve("g"), "/g", new IOException("in any language"));
        assertThat(missing).hasMessage("Cannot read /g: no such file.");
        assertThat(missing.reason()).isEqualTo(UnreadableException.Reason.MISSING);
        UnreadableException other = Host.unreadable(there, "/f", new IOException("No data available"));
        assertThat(other).hasMessage("Cannot read /f: No data available.");
        assertThat(other.reason()).isEqualTo(UnreadableException.Reason.NO_VALUE);
        assertThat(Host.unreadable(there, "/f", new IOException())).hasMessage("Cannot read /f: java.io.IOException.");
        assertThat(Host.unreadable(root, "/d", new IOException("in any language")))
                .hasMessage("Cannot read /d: it is a folder.");
        assertThat(Host.unreadable(there, "/f", missing)).isSameAs(missing);
    }

    @Test
    void unreadable_fileOfMode000_isDenied() throws IOException {
        file("f", "1");
        Path refused = root.resolve("f");
        Files.setPosixFilePermissions(refused, Set.of());
        Assumptions.assumeFalse(Files.isReadable(refused), "skipped: modes do not stop the user who runs this (root)");
        assertThatThrownBy(() -> Host.at(root).readText("/f"))
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        e -> assertThat(e.reason()).isEqualTo(UnreadableException.Reason.DENIED))
                .hasMessage("Cannot read /f: permission denied.");
    }

    @Test
    void unreadableException_withRemedy_isOneLineOfWhatWhyAndRemedy() {
        assertThat(new UnreadableException(
                        "/f", UnreadableException.Reason.DENIED, "permission denied", "Run as root."))
                .hasMessage("Cannot read /f: permission denied. Run as root.");
    }
}
