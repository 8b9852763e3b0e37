package io.powermeter.wattmeter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ipmitool} and FreeIPMI's {@code ipmi-dcmi} write. */
final class IpmiText {
    /** {@code Instantaneous power reading: 215 Watts} of ipmitool, {@code Current Power : 164 Watts} of ipmi-dcmi. */
    private static final Pattern DCMI = Pattern.compile(
            "(?m)^\\s*(?:Instantaneous power reading|Current Power)\\s*:\\s*([0-9]{1,6})\\s+[Ww]atts\\s*$");

    private static final Pattern WATTS = Pattern.compile("\\s*([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s+Watts\\b.*");

    private IpmiText() {}

    /**
     * Returns the power that a controller tells by DCMI. A value above 0 is right even where the state says "deactivated"
     * (<a href="https://github.com/openbmc/openbmc/issues/3257">openbmc 3257</a>); 0 means that nothing is measured
     * (<a href="https://github.com/openbmc/phosphor-host-ipmid/issues/167">phosphor-host-ipmid 167</a>).
     */
    static double dcmi(String text) throws MeterException {
        Matcher reading = DCMI.matcher(text);
        if (!reading.find()) {
            throw MeterException.of("the controller tells no power: " + reason(text));
        }
        int watts = Integer.parseInt(reading.group(1));
        if (watts == 0) {
            throw MeterException.of("the controller tells 0 W, which means that it does not measure");
        }
        return watts;
    }

    /** Returns the power of one sensor in the list of {@code ipmitool sdr}; names differ from maker to maker. */
    static double sensor(String text, String name) throws MeterException {
        for (String line : text.lines().toList()) {
            String[] columns = line.split("\\|", -1);
            if (!columns[0].strip().equals(name)) {
                continue;
            }
            for (int i = 1; i < columns.length; i++) {
                Matcher watts = WATTS.matcher(columns[i]);
                if (watts.matches() && Double.parseDouble(watts.group(1)) > 0) {
                    return Double.parseDouble(watts.group(1));
                }
            }
        }
        throw MeterException.of("no sensor " + name + " tells watts");
    }

    /** Returns the first line of a complaint, cut short. */
    static String reason(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it wrote nothing")
                .replaceAll("^Cannot read [^:]*: ", "")
                .replaceAll("\\.$", "");
        return first.substring(0, Math.min(200, first.length()));
    }

    /** Returns what to do about a failure. */
    static String remedy(String reason) {
        if (reason.contains("ermission denied")) {
            return "Give your group the device: sudo chgrp powermeter /dev/ipmi0 && sudo chmod 660 /dev/ipmi0";
        }
        if (reason.contains("ould not open device") || reason.contains("o such file")) {
            return "Load the driver: sudo modprobe -a ipmi_si ipmi_devintf; then give your group the device: sudo chgrp"
                    + " powermeter /dev/ipmi0 && sudo chmod 660 /dev/ipmi0";
        }
        if (reason.startsWith("there is no program ipmitool; there is no program")) {
            return "Install ipmitool: sudo apt install ipmitool";
        }
        return "This controller may have no DCMI: look for a sensor in watts with \"ipmitool sdr\" and name it, as in"
                + " ipmi:?sensor=Pwr Consumption";
    }
}
