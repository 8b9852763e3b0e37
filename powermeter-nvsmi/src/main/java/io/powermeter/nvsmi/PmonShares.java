package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/** Placeholder, replaced in the merge. */
final class PmonShares implements AutoCloseable {
    PmonShares(Host host) throws UnreadableException {
        throw new UnreadableException("nvidia-smi pmon", UnreadableException.Reason.MISSING, host.toString(), "");
    }

    boolean utilization(int gpuIndex, PidUse sink) {
        return false;
    }

    @Override
    public void close() {}
}
