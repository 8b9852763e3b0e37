package io.powermeter.wattmeter;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;

/** Passwords for tests. */
final class Secrets {
    private Secrets() {}

    static Secret of(String text) {
        try {
            MeterLine line = MeterLine.parse("shelly://host?password-env=WORD", "test");
            return Secret.of(line, FakeHost.empty(Path.of("/nowhere")).set("WORD", text));
        } catch (MeterException e) {
            throw new IllegalStateException(e);
        }
    }
}
