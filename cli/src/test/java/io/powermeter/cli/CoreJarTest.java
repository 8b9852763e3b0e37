package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.meter.PowerMeter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Programs depend on the core: it stays small. What is behind it is held by the enforcer in its pom. */
class CoreJarTest {
    @Test
    void core_jar_isBelow300Kilobytes() throws Exception {
        Path jar = Path.of(PowerMeter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(Files.isRegularFile(jar), "the core is not packed: mvn package does that");
        assertThat(Files.size(jar)).isLessThan(300_000);
    }
}
