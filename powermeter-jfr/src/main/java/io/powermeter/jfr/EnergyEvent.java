package io.powermeter.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("powermeter.Energy")
@Label("Energy")
@Category("powermeter")
@Description("What a channel drew between two readings of its sensor")
@StackTrace(false)
final class EnergyEvent extends Event {
    @Label("Channel")
    @Nullable
    String channel;

    @Label("Part Of")
    @Description("The channel that contains this one's energy: only channels that are part of none may be added")
    @Nullable
    String partOf;

    @Label("Component")
    @Nullable
    String component;

    @Label("Origin")
    @Description("MEASURED by a sensor or ESTIMATED by a model")
    @Nullable
    String origin;

    @Label("Energy")
    @Joules
    double joules;

    @Label("Mean Power")
    @Watts
    double watts;

    @Label("Interval")
    @Description("Time between the two readings")
    @Timespan
    long interval;
}
