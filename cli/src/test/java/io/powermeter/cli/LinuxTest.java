package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxTest {
    @Test
    void require_systemWithoutProc_saysWhatWorksThere(@TempDir Path root) throws IOException {
        Host host = Host.at(root);

        assertThatThrownBy(() -> Linux.require(host, "attach"))
                .isInstanceOf(UsageException.class)
                .hasMessage("powermeter attach needs the /proc of Linux, which this system does not have."
                        + " `powermeter run -- COMMAND` does not need it.");
        Files.createDirectory(root.resolve("proc"));
        assertThatCode(() -> Linux.require(host, "attach")).doesNotThrowAnyException();
    }
}
