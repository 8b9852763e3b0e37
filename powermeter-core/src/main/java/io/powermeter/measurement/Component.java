package io.powermeter.measurement;

/** The part of the machine that a channel is about. */
public enum Component {
    /** Everything behind the plug, as an external wattmeter sees it. */
    WALL("wall", 10_000),
    /** The board or platform: several components behind one sensor, such as RAPL's psys or a Jetson's input rail. */
    BOARD("board", 5_000),
    /** One CPU package. */
    CPU("CPU", 500),
    /** The cores of a package, without its caches and controllers. */
    CORE("cores", 500),
    /** The package outside its cores; on client chips the integrated graphics. */
    UNCORE("uncore", 500),
    /** Memory. */
    DRAM("DRAM", 500),
    /** One graphics card or accelerator. */
    GPU("GPU", 3_000),
    /** The machine as a whole, where its use is meant and not a sensor's place. */
    MACHINE("machine", 10_000),
    /** The measured job: its processes. */
    JOB("job", 10_000),
    /** The meter itself. */
    METER("meter", 10_000);

    private final String label;
    private final double highestPlausibleWatts;

    Component(String label, double highestPlausibleWatts) {
        this.label = label;
        this.highestPlausibleWatts = highestPlausibleWatts;
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    /**
     * Returns the highest sustained power that one such component can be believed to draw, in watts.
     *
     * <p>These are bounds for telling a counter's wrap-around from nonsense, with room above the largest parts on sale:
     * 500 W CPUs (Intel Xeon 6980P and AMD EPYC 9965, vendor data sheets), 2,900 W modules (NVIDIA GB300).
     */
    public double highestPlausibleWatts() {
        return highestPlausibleWatts;
    }
}
