package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Recording;
import io.powermeter.recording.SampleTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds in a recording the job's share of each device that tells it: a GPU whose sampler knows its processes. */
final class DeviceShares {
    private DeviceShares() {}

    /** Returns the shares integrated over time, by the id of the device's energy channel. */
    static Map<String, Curve> of(Recording recording) {
        Map<String, Curve> shares = new LinkedHashMap<>();
        for (SampleTable table : recording.tables()) {
            for (int i = 0; i < table.channels().size(); i++) {
                Channel channel = table.channels().get(i);
                String device = channel.partOf();
                if (channel.component() == Component.JOB
                        && channel.quantity() == Quantity.UTILIZATION
                        && device != null) {
                    shares.put(
                            device,
                            Curve.ofGauge(
                                    table.elapsedNanos(),
                                    table.column(i),
                                    table.sampler().periodNanos()));
                }
            }
        }
        return shares;
    }
}
