package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Component;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the power sensors of hwmon whose driver says what they measure: ACPI power meters, NVIDIA Grace, and graphics cards of
 * AMD and Intel. A chip that could sit on any wire is not guessed at; the user may name it to {@link WattmeterProvider}.
 */
public final class HwmonProvider implements SamplerProvider {
    /** A sensor that cannot be read, and what to do about it. */
    private record Fault(String reason, String remedy) {
        String sentence() {
            return (reason + " " + remedy).strip();
        }
    }

    @Override
    public String name() {
        return "hwmon";
    }

    @Override
    public Detection detect(Host host) {
        List<HwmonChip> chips = new ArrayList<>(HwmonChip.of(host));
        Wattmeters named;
        try {
            named = Wattmeters.of(host);
        } catch (IllegalArgumentException e) {
            named = Wattmeters.parse(""); // the provider of wattmeters says what is wrong with the lines
        }
        for (Meter meter : named.meters()) {
            if (meter.line().scheme() == Scheme.HWMON) {
                chips.removeIf(chip -> chip.isMeantBy(meter.line().place()));
            }
        }
        HwmonDrivers drivers = new HwmonDrivers(host, chips, named.wall());
        Map<String, List<HwmonSensor>> byDriver = drivers.sensors();
        List<Fault> faults = new ArrayList<>();
        byDriver.values().forEach(sensors -> removeUnreadable(sensors, faults));
        byDriver.values().removeIf(List::isEmpty);
        List<String> unknown = unknown(chips);
        if (byDriver.isEmpty()) {
            return absent(faults, unknown);
        }
        return new Detection.Found(samplers(byDriver, drivers, faults, unknown));
    }

    private static List<Sampler> samplers(
            Map<String, List<HwmonSensor>> byDriver, HwmonDrivers drivers, List<Fault> faults, List<String> unknown) {
        List<String> rest = new ArrayList<>(faults.stream().map(Fault::sentence).toList());
        if (!unknown.isEmpty()) {
            rest.add(notCounted(unknown));
        }
        Map<String, Sampler> samplers = new LinkedHashMap<>();
        byDriver.forEach((driver, sensors) -> {
            List<String> notes = new ArrayList<>(drivers.notes(driver));
            if (samplers.isEmpty()) {
                notes.addAll(rest);
            }
            Duration period = drivers.period(driver);
            samplers.put(driver, new HwmonSampler("hwmon-" + driver, sensors, period, notes));
        });
        return List.copyOf(samplers.values());
    }

    /** A channel that is never read would take the place of one that is; a card that sleeps may wake up. */
    private static void removeUnreadable(List<HwmonSensor> sensors, List<Fault> faults) {
        sensors.removeIf(sensor -> {
            try {
                sensor.read();
                return false;
            } catch (UnreadableException e) {
                boolean asleep = sensor.channel().component() == Component.GPU
                        && e.reason() == UnreadableException.Reason.NO_VALUE;
                if (asleep) {
                    return false;
                }
                sensor.close();
                String remedy = e.reason() == UnreadableException.Reason.DENIED
                        ? "Let your group read it: sudo chgrp powermeter " + sensor.path() + " && sudo chmod 440 "
                                + sensor.path()
                        : "";
                faults.add(new Fault(sensor.channel().id() + " is not measured: " + e.getMessage(), remedy));
                return true;
            }
        });
    }

    /** Chips that have sensors of power, and whose driver does not say of what. */
    private static List<String> unknown(List<HwmonChip> chips) {
        return chips.stream()
                .filter(chip -> !HwmonDrivers.knows(chip) && !HwmonDrivers.isOthers(chip))
                .map(chip -> chip.number() + " (" + chip.driver() + ")")
                .toList();
    }

    private static String notCounted(List<String> unknown) {
        return "Not counted, because nothing says what is behind their sensors of power: " + String.join(", ", unknown)
                + ". Name one as a wattmeter if you know, such as hwmon:"
                + unknown.get(0).replaceAll("hwmon[0-9]+ \\((.+)\\)|(hwmon[0-9]+) .*", "$1$2") + "?component=board";
    }

    private static Detection.Absent absent(List<Fault> faults, List<String> unknown) {
        if (!faults.isEmpty()) {
            return new Detection.Absent(
                    faults.stream()
                            .map(fault -> fault.reason().replaceAll("\\.$", ""))
                            .collect(Collectors.joining("; ")),
                    faults.stream()
                            .map(Fault::remedy)
                            .filter(remedy -> !remedy.isEmpty())
                            .collect(Collectors.joining("\n")));
        }
        return unknown.isEmpty()
                ? new Detection.Absent("no sensor of power below " + HwmonChip.ALL, "")
                : new Detection.Absent(
                        "no sensor below " + HwmonChip.ALL + " says by itself what it measures", notCounted(unknown));
    }
}
