package io.powermeter.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("powermeter.Gap")
@Label("Gap")
@Category("powermeter")
@Description("A stretch up to now in which the energy of a channel is not known")
@StackTrace(false)
final class GapEvent extends Event {
    @Label("Channel")
    final String channel;

    @Label("Reason")
    final String reason;

    @Label("Length")
    @Timespan
    final long length;

    GapEvent(String channel, String reason, long length) {
        this.channel = channel;
        this.reason = reason;
        this.length = length;
    }
}
