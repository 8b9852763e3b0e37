package io.powermeter.nvsmi;

import io.powermeter.sampler.Detection;

/** NVML cannot be used at all. */
final class NvmlException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    /**
     * Tells why.
     *
     * @param reason in one sentence, without a point at its end
     * @param remedy in one or more lines
     */
    NvmlException(String reason, String remedy) {
        super(reason);
        this.reason = reason;
        this.remedy = remedy;
    }

    Detection.Absent absent() {
        return new Detection.Absent(reason, remedy);
    }
}
