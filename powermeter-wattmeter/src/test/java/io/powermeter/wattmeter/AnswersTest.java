package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters that a program tells of each time it is run. */
@Timeout(30)
class AnswersTest {
    private static final String DCMI = "#!/bin/sh\necho\necho '    Instantaneous power reading:      %s Watts'\n"
            + "echo '    Power reading state is:          deactivated'";

    @TempDir
    Path root;

    private final TestClock clock = new TestClock();
    private FakeHost host;

    @BeforeEach
    void makeHost() {
        host = FakeHost.empty(root);
    }

    private Detection.Absent absent(String line) {
        return Found.absent(new WattmeterProvider(clock), host.set(Wattmeters.SETTING, line));
    }

    /** Reads until an answer of a program came. */
    private static Reading answer(Sampler sampler) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Reading reading = Found.read(sampler);
        while (reading.isNothingNew() && System.nanoTime() < until) {
            Thread.onSpinWait();
            reading = Found.read(sampler);
        }
        return reading;
    }

    @Test
    void ipmi_dcmi_givesTheFirstValueAndThenEachAnswer() throws IOException {
        host.put("/usr/bin/ipmitool", DCMI.formatted("215"));
        Sampler sampler = Found.meter(host, Clock.system(), "ipmi:");
        assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/power WALL POWER");
        long before = System.nanoTime();
        assertThat(Found.read(sampler).get(0)).isEqualTo(215);
        Reading second = answer(sampler);
        assertThat(second.get(0)).isEqualTo(215);
        assertThat(second.instant()).isGreaterThan(before);
        host.remove("/usr/bin/ipmitool").put("/usr/bin/ipmitool", DCMI.formatted("0"));
        answer(sampler); // it may have been asked before
        Reading zero = answer(sampler);
        assertThat(zero.has(0)).isFalse();
        assertThat(zero.warning())
                .isEqualTo("wattmeter-1: the controller tells 0 W, which means that it does not measure.");
        sampler.close();
    }

    @Test
    void ipmi_besideAPlug_isPartOfIt() throws IOException {
        host.put("/usr/bin/ipmitool", DCMI.formatted("215"));
        try (LoopbackShelly plug = LoopbackShelly.start()) {
            host.set(Wattmeters.SETTING, "ipmi:\n" + plug.line() + "&name=psu-1\n" + plug.line() + "&name=psu-2");
            List<Sampler> samplers = Found.samplers(new WattmeterProvider(clock), host);
            assertThat(Found.describe(samplers.get(0))).containsExactly("wattmeter-1/power WALL POWER in psu-1/power");
            assertThat(Found.describe(samplers.get(1)).get(0)).isEqualTo("psu-1/power WALL POWER");
            assertThat(Found.describe(samplers.get(2)).get(0)).isEqualTo("psu-2/power WALL POWER");
            samplers.forEach(Sampler::close);
        }
    }

    @Test
    void ipmi_besideAPlugThatIsGone_standsForTheMachineOnce() {
        host.put("/usr/bin/ipmitool", DCMI.formatted("215"));
        host.set(Wattmeters.SETTING, "shelly://127.0.0.1:1\nipmi:?name=a\nipmi:?name=b");
        List<Sampler> samplers = Found.samplers(new WattmeterProvider(clock), host);
        assertThat(samplers.stream().flatMap(sampler -> Found.describe(sampler).stream()))
                .containsExactly("a/power WALL POWER", "b/power WALL POWER in a/power");
        samplers.forEach(Sampler::close);
    }

    @Test
    void ipmi_withoutIpmitool_isReadByFreeipmi() {
        host.put("/usr/sbin/ipmi-dcmi", "#!/bin/sh\necho 'Current Power                        : 164 Watts'");
        Sampler sampler = Found.meter(host, clock, "ipmi:");
        assertThat(Found.read(sampler).get(0)).isEqualTo(164);
        sampler.close();
    }

    @Test
    void ipmi_sensor_isReadFromTheList() {
        host.put("/usr/bin/ipmitool", "#!/bin/sh\n[ \"$1\" = sdr ] && echo 'Pwr Consumption  | 168 Watts | ok'");
        Sampler sampler = Found.meter(host, clock, "ipmi:?sensor=Pwr Consumption");
        assertThat(Found.read(sampler).get(0)).isEqualTo(168);
        sampler.close();
    }

    @Test
    void ipmi_everyFailure_hasItsRemedy() {
        Detection.Absent none = absent("ipmi:");
        assertThat(none.reason()).isEqualTo("wattmeter-1: there is no program ipmitool; there is no program ipmi-dcmi");
        assertThat(none.remedy()).isEqualTo("Install ipmitool: sudo apt install ipmitool");

        host.put(
                "/usr/bin/ipmitool",
                "#!/bin/sh\necho 'Could not open device at /dev/ipmi0 or /dev/ipmi/0 or /dev/ipmidev/0: No such file or"
                        + " directory' >&2\nexit 1");
        Detection.Absent noDevice = absent("ipmi:");
        assertThat(noDevice.reason()).contains("ipmitool failed: it ended with code 1 (Could not open device");
        assertThat(noDevice.remedy())
                .contains("modprobe -a ipmi_si ipmi_devintf")
                .contains("chgrp powermeter");

        host.remove("/usr/bin/ipmitool")
                .put("/usr/bin/ipmitool", "#!/bin/sh\necho 'DCMI request failed because: Invalid command (c1)'");
        Detection.Absent noDcmi = absent("ipmi:");
        assertThat(noDcmi.reason())
                .contains("the controller tells no power: DCMI request failed because: Invalid command (c1)");
        assertThat(noDcmi.remedy()).contains("ipmi:?sensor=Pwr Consumption");
    }

    @Test
    void nut_load_isAnEstimate() {
        host.put(
                "/bin/upsc",
                "#!/bin/sh\necho Init SSL without certificate database >&2\n"
                        + "echo 'ups.load: 18'\necho 'ups.realpower.nominal: 540'");
        Sampler sampler = Found.meter(host, clock, "nut:ups@localhost");
        assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/power WALL POWER estimated");
        assertThat(Found.read(sampler).get(0)).isEqualTo(97.2);
        sampler.close();
    }

    @Test
    void poll_labelInAnyLine_isTaken() {
        host.put("/usr/bin/meter", "#!/bin/sh\necho 'GPU Power: 7 mW'\necho 'CPU Power: 105 mW'");
        Sampler sampler = Found.meter(host, clock, "poll?label=CPU Power&component=cpu: meter");
        assertThat(Found.read(sampler).get(0)).isEqualTo(0.105);
        sampler.close();
        assertThat(absent("poll: meter").reason()).isEqualTo("wattmeter-1: meter: its answer tells no power");
    }

    @Test
    void poll_programThatFailsLater_isAGapWithASentence() {
        host.put("/usr/bin/meter", "#!/bin/sh\necho 5");
        Sampler sampler = Found.meter(host, clock, "poll: meter");
        assertThat(Found.read(sampler).get(0)).isEqualTo(5);
        host.remove("/usr/bin/meter").put("/usr/bin/meter", "#!/bin/sh\necho gone\nexit 3");
        answer(sampler);
        Reading reading = answer(sampler);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.warning()).isEqualTo("wattmeter-1: its program failed: gone.");
        sampler.close();
    }
}
