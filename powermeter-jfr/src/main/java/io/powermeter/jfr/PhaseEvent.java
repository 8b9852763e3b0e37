package io.powermeter.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("powermeter.Phase")
@Label("Phase")
@Category("powermeter")
@Description("A stretch of the run that the program named")
@StackTrace(false)
final class PhaseEvent extends Event {
    @Label("Phase")
    final String phase;

    @Label("Depth")
    @Description("How many phases were open when it began")
    final int depth;

    PhaseEvent(String phase, int depth) {
        this.phase = phase;
        this.depth = depth;
    }
}
