package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells what a task was set to, defaults too. A setting is called as the component of its record, in lower case with hyphens,
 * which is what the command line calls the option; records inside are told in its place.
 */
final class EffectiveSettings {

    private final TrainingListener listener;

    EffectiveSettings(TrainingListener listener) {
        this.listener = listener;
    }

    void tell(Record settings) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            tell(component.getName(), value(settings, component));
        }
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Settings must be public: " + component, e);
        }
    }

    private void tell(String component, Object value) {
        if (value instanceof Architecture architecture) {
            tell(architecture);
        } else if (value instanceof DataSource source) {
            tell(source);
        } else if (value instanceof Record settings) {
            tell(settings);
        } else {
            listener.setting(name(component), text(value));
        }
    }

    private void tell(Architecture architecture) {
        Optional<Model> model = Model.of(architecture);
        listener.setting("model", model.map(Model::toString).orElse("custom"));
        if (model.filter(Model.MLP::equals).isPresent()) {
            listener.setting("hidden", text(architecture.hidden()));
        }
    }

    /** The folder is not told: its name may say who measures, and settings are for readers. */
    private void tell(DataSource source) {
        listener.setting("dataset", text(source.format()));
        listener.setting("data", source.folder().isEmpty() ? "bundled" : "own files");
    }

    private static String name(String component) {
        return component.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(EffectiveSettings::text).collect(Collectors.joining(","));
        }
        boolean isWhole = value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15;
        return isWhole ? String.valueOf(((Double) value).longValue()) : String.valueOf(value);
    }
}
