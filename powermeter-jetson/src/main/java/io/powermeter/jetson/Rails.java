package io.powermeter.jetson;

import io.powermeter.host.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rails that the power monitors of a machine measure, as their drivers show them. */
final class Rails {
    /** An entry of a driver's folder that is a chip: bus and address. */
    private static final Pattern CHIP = Pattern.compile("\\d+-[0-9a-fA-F]{4}");

    /** The longest interval that is believed: 1024 averages of 6 conversions of 8.2 ms, the slowest setting, take 51 s. */
    private static final int LONGEST_UPDATE_MILLIS = 60_000;

    private final Host host;
    private final List<Rail> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> chips = new HashSet<>();
    private int updateMillis;

    private Rails(Host host) {
        this.host = host;
    }

    static Rails of(Host host) {
        Rails rails = new Rails(host);
        for (Driver driver : Driver.values()) {
            for (String chip : host.list(driver.directory)) {
                if (CHIP.matcher(chip).matches()) {
                    rails.addChip(driver, chip);
                }
            }
        }
        return rails;
    }

    List<Rail> found() {
        return found;
    }

    /** Returns which inputs were left out, and why, in sentences. */
    List<String> notes() {
        return notes;
    }

    /** Returns whether there is any monitor, even one that measures no rail. */
    boolean anyMonitor() {
        return !chips.isEmpty();
    }

    /** Returns how long the slowest monitor takes to make new values. */
    Duration updateInterval() {
        return Duration.ofMillis(Math.max(1, updateMillis));
    }

    private void addChip(Driver driver, String chip) {
        String parent = driver.parent(chip);
        Optional<String> device = host.list(parent).stream()
                .filter(name -> name.startsWith(driver.device))
                .findFirst();
        if (device.isPresent() && chips.add(chip)) {
            String directory = parent + "/" + device.get() + "/";
            for (int input = driver.first; input <= driver.last; input++) {
                addInput(driver, chip, directory, input);
            }
            updateMillis = Math.max(updateMillis, updateMillis(directory));
        }
    }

    private void addInput(Driver driver, String chip, String directory, int input) {
        Driver.Files files = driver.files.ofInput(input);
        String text = text(driver, directory + files.label());
        String label = Rail.label(text);
        Optional<RailGauge> gauge = gauge(driver, directory, files);
        boolean off = host.text(directory + files.enable()).orElse("").equals("0");
        if (text.isEmpty() && gauge.isPresent() && !off) {
            notes.add("Input " + input + " of monitor " + chip + " has no label: what it measures is not known.");
        } else if (!label.isEmpty() && off) {
            notes.add(label + " is not read: its input is switched off (" + directory + files.enable() + " is 0).");
        } else if (!label.isEmpty() && gauge.isEmpty()) {
            notes.add(
                    label + " is not read: " + directory + " has no file with its power, or its voltage and current.");
        } else if (!label.isEmpty()) {
            found.add(new Rail(label, chip + ":" + input, gauge.orElseThrow()));
        }
    }

    private String text(Driver driver, String labelPath) {
        return driver == Driver.INA238
                ? Board.INPUT_MONITOR
                : host.text(labelPath).orElse("");
    }

    private Optional<RailGauge> gauge(Driver driver, String directory, Driver.Files files) {
        if (!files.power().isEmpty() && host.exists(directory + files.power())) {
            return Optional.of(RailGauge.ofPower(host, directory + files.power(), driver.powerUnitsPerWatt));
        }
        if (host.exists(directory + files.voltage()) && host.exists(directory + files.current())) {
            return Optional.of(
                    RailGauge.ofVoltageAndCurrent(host, directory + files.voltage(), directory + files.current()));
        }
        return Optional.empty();
    }

    private int updateMillis(String directory) {
        String text = host.text(directory + "update_interval").orElse("");
        if (text.matches("\\d{1,5}")) {
            int millis = Integer.parseInt(text);
            if (millis <= LONGEST_UPDATE_MILLIS) {
                return millis;
            }
        }
        return Driver.DEFAULT_UPDATE_MILLIS;
    }
}
