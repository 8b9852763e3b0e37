package io.powermeter.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("powermeter.Warning")
@Label("Warning")
@Category("powermeter")
@Description("What a reader of the numbers must know")
@StackTrace(false)
final class WarningEvent extends Event {
    @Label("Text")
    final String text;

    WarningEvent(String text) {
        this.text = text;
    }
}
