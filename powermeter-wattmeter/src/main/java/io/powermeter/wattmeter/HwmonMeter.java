package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Reading;
import java.util.List;
import java.util.stream.Collectors;

/** One sensor of a chip of hwmon that the user names, because nothing else says what it measures. */
final class HwmonMeter implements Meter {
    private final MeterLine line;

    HwmonMeter(MeterLine line) {
        this.line = line;
        if (!line.place().matches("[A-Za-z0-9_.-]+|/sys/class/hwmon/hwmon[0-9]+/?")) {
            throw line.wrong("a chip is expected behind the colon: its name, hwmonN, or /sys/class/hwmon/hwmonN");
        }
        line.text("sensor")
                .filter(sensor -> !sensor.matches("(power|energy)[0-9]{1,3}"))
                .ifPresent(sensor -> {
                    throw line.wrong("sensor must be powerN or energyN");
                });
    }

    @Override
    public MeterLine line() {
        return line;
    }

    @Override
    public List<Channel> roots() {
        String sensor = line.text("sensor").orElse("");
        return List.of(sensor.startsWith("energy") ? energy() : line.power());
    }

    private Channel energy() {
        Channel power = line.power();
        return new Channel(
                line.name() + "/energy",
                power.component(),
                Quantity.ENERGY,
                power.origin(),
                power.partOf(),
                null,
                null);
    }

    @Override
    public MeterSampler open(Host host, Clock clock) throws MeterException {
        HwmonChip chip = chip(HwmonChip.of(host));
        String sensor =
                line.text("sensor").orElse(chip.sensors().get(chip.sensors().size() - 1));
        if (line.text("sensor").isEmpty() && chip.sensors().size() > 1) {
            throw MeterException.lasting(
                    chip.number() + " has several sensors",
                    "Choose one by sensor=: " + String.join(", ", chip.sensors()));
        }
        String file = chip.file(sensor)
                .orElseThrow(() -> MeterException.lasting(chip.number() + " has no sensor " + sensor, ""));
        String current = chip.folder() + "/" + sensor.replace("power", "curr") + "_input";
        boolean shunt = sensor.startsWith("power") && host.exists(current);
        Named sampler = new Named(
                line,
                new HwmonSensor(
                        host,
                        sensor.startsWith("energy") ? energy() : line.power(),
                        file,
                        HwmonSensor.Range.SIGNED,
                        shunt ? current : null));
        sampler.require();
        return sampler;
    }

    private HwmonChip chip(List<HwmonChip> chips) throws MeterException {
        List<HwmonChip> meant =
                chips.stream().filter(chip -> chip.isMeantBy(line.place())).toList();
        if (meant.size() > 1) {
            throw MeterException.lasting(
                    "several chips are called " + line.place(),
                    "Choose one: " + meant.stream().map(HwmonChip::path).collect(Collectors.joining(", ")));
        }
        if (meant.isEmpty()) {
            String there = chips.stream()
                    .map(chip -> chip.number() + " (" + chip.driver() + ")")
                    .collect(Collectors.joining(", "));
            throw MeterException.lasting(
                    "no chip with a sensor of power is called " + line.place()
                            + (there.isEmpty() ? "; there is none at all" : "; there are: " + there),
                    "");
        }
        return meant.get(0);
    }

    private static final class Named extends MeterSampler {
        private final HwmonSensor sensor;

        Named(MeterLine line, HwmonSensor sensor) {
            super(line, List.of(sensor.channel()));
            this.sensor = sensor;
        }

        void require() throws MeterException {
            try {
                sensor.read();
            } catch (UnreadableException e) {
                sensor.close();
                throw MeterException.of(
                        String.valueOf(e.getMessage()).replaceAll("\\.$", ""),
                        e.reason() == UnreadableException.Reason.DENIED ? "sudo chmod a+r " + sensor.path() : "");
            }
        }

        @Override
        void read(Reading reading) {
            try {
                reading.set(0, sensor.read());
            } catch (UnreadableException e) {
                warn(reading, String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
            }
        }

        @Override
        public void close() {
            sensor.close();
        }
    }
}
