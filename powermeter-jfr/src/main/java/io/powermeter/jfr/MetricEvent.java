package io.powermeter.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("powermeter.Metric")
@Label("Metric")
@Category("powermeter")
@Description("A number that the program told, such as its loss")
@StackTrace(false)
final class MetricEvent extends Event {
    @Label("Metric")
    final String metric;

    @Label("Value")
    final double value;

    MetricEvent(String metric, double value) {
        this.metric = metric;
        this.value = value;
    }
}
