package io.powermeter.junit;

/** Whose joules a budget is about. */
public enum Metric {
    /** The whole machine's. */
    GROSS("gross"),
    /** The machine's above its idle floor, which is measured once, before the first test that is measured. */
    NET("net"),
    /** This JVM's share of the machine's, with its children: by CPU time, memory and use of GPUs, idle power included. */
    JOB("of this JVM");

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
