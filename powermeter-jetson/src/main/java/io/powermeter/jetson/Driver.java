package io.powermeter.jetson;

/** A driver of a power monitor: where its files are, and what they hold. In the names, # is the number of the input. */
enum Driver {
    /** The monitor at the input of a Thor, with microwatts; see docs.kernel.org/hwmon/ina238.html. It has no label. */
    INA238(
            "/sys/bus/i2c/drivers/ina238",
            "hwmon",
            1,
            1,
            new Files("", "", "power#_input", "in#_input", "curr#_input"),
            1e6),

    /** JetPack 4 (L4T R32): NVIDIA's own driver, with milliwatts. */
    INA3221X(
            "/sys/bus/i2c/drivers/ina3221x",
            "iio:device",
            0,
            2,
            new Files("rail_name_#", "", "in_power#_input", "in_voltage#_input", "in_current#_input"),
            1e3),

    /**
     * JetPack 5 and later (L4T R35 on): the driver of Linux, without power. Its inputs 4 to 7 are the shunt voltages and their
     * sum; see docs.kernel.org/hwmon/ina3221.html.
     */
    INA3221(
            "/sys/bus/i2c/drivers/ina3221",
            "hwmon",
            1,
            3,
            new Files("in#_label", "in#_enable", "", "in#_input", "curr#_input"),
            1e6);

    /**
     * As it comes from the factory an INA3221 makes new values each 6.6 ms: 1.1 ms for each of three bus and three shunt
     * voltages, no averaging (TI SBOS576, configuration register). An INA238 takes half of that.
     */
    static final int DEFAULT_UPDATE_MILLIS = 7;

    /** Has a folder for each chip with this driver, named after its bus and address. */
    final String directory;

    final String device;
    final int first;
    final int last;
    final Files files;
    final double powerUnitsPerWatt;

    Driver(String directory, String device, int first, int last, Files files, double powerUnitsPerWatt) {
        this.directory = directory;
        this.device = device;
        this.first = first;
        this.last = last;
        this.files = files;
        this.powerUnitsPerWatt = powerUnitsPerWatt;
    }

    /** Returns the folder, inside that of a chip, that has the folder of the driver's files. */
    String parent(String chip) {
        return directory + "/" + chip + (device.equals("hwmon") ? "/hwmon" : "");
    }

    /**
     * Names of files; empty for one that the driver does not have.
     *
     * @param label which rail it is
     * @param enable 0 if the input is switched off
     * @param power in the unit of {@link #powerUnitsPerWatt}
     * @param voltage in millivolts
     * @param current in milliamperes
     */
    record Files(String label, String enable, String power, String voltage, String current) {
        /** Returns the names for one input. */
        Files ofInput(int input) {
            String number = Integer.toString(input);
            return new Files(
                    label.replace("#", number),
                    enable.replace("#", number),
                    power.replace("#", number),
                    voltage.replace("#", number),
                    current.replace("#", number));
        }
    }
}
