package io.powermeter.wattmeter;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** What every sampler keeps, for each family of meters. */
class ContractsTest {
    private abstract static class OfLine extends SamplerContract {
        final TestClock clock = new TestClock();

        @Override
        protected SamplerProvider provider() {
            return new WattmeterProvider(clock);
        }

        @Override
        protected void breakSensor(FakeHost machine) {
            clock.advance(Duration.ofMinutes(1)); // what a stream told before is too old by then
        }
    }

    @Nested
    class PlugContract extends OfLine {
        private LoopbackShelly plug;

        @Override
        protected FakeHost machine(Path root) {
            try {
                plug = LoopbackShelly.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return FakeHost.empty(root).set(Wattmeters.SETTING, plug.line());
        }

        @Override
        protected void breakSensor(FakeHost machine) {
            plug.say(500, "");
        }

        @AfterEach
        void stop() {
            if (plug != null) {
                plug.close();
            }
        }
    }

    @Nested
    class StreamContract extends OfLine {
        @Override
        protected FakeHost machine(Path root) {
            return FakeHost.empty(root)
                    .put("/usr/bin/meter", "#!/bin/sh\necho 12.5\nexec sleep 60")
                    .set(Wattmeters.SETTING, "command: meter");
        }
    }

    @Nested
    class AnswerContract extends OfLine {
        @Override
        protected FakeHost machine(Path root) {
            return FakeHost.empty(root)
                    .put("/usr/bin/meter", "#!/bin/sh\necho 12.5")
                    .set(Wattmeters.SETTING, "poll: meter");
        }
    }

    @Nested
    class CsvContract extends OfLine {
        @Override
        protected FakeHost machine(Path root) {
            return FakeHost.empty(root)
                    .put("/data/p.csv", "time,watts\n" + TestClock.START + ",12.5")
                    .set(Wattmeters.SETTING, "csv:/data/p.csv?column=watts");
        }
    }

    @Nested
    class NamedChipContract extends OfLine {
        @Override
        protected FakeHost machine(Path root) {
            return FakeHost.ofResource(root, ContractsTest.class, "hosts/ina219.tree")
                    .set(Wattmeters.SETTING, "hwmon:ina219");
        }

        @Override
        protected void breakSensor(FakeHost machine) {
            machine.put("/sys/class/hwmon/hwmon3/power1_input", "<EIO>");
        }
    }

    @Nested
    class HwmonContract extends SamplerContract {
        @Override
        protected SamplerProvider provider() {
            return new HwmonProvider();
        }

        @Override
        protected FakeHost machine(Path root) {
            return FakeHost.ofResource(root, ContractsTest.class, "hosts/grace.tree");
        }

        @Override
        protected void breakSensor(FakeHost machine) {
            for (int i = 1; i <= 4; i++) {
                machine.put("/sys/class/hwmon/hwmon" + i + "/device/power1_average", "<EIO>");
            }
        }
    }
}
