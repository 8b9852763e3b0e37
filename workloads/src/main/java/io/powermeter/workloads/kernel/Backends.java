package io.powermeter.workloads.kernel;

import java.util.Optional;

/** Chooses the backend of this JVM. */
public final class Backends {

    /** The module with Java's vector API, an incubator: there only if the JVM was started with --add-modules for it. */
    public static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final String VECTOR_CLASS = "io.powermeter.workloads.kernel.vector.VectorBackend";

    private static final Backend PLAIN = new PlainBackend();
    private static final Optional<Backend> VECTOR = load();
    private static final Backend ACTIVE = VECTOR.orElse(PLAIN);

    private Backends() {}

    /** The fastest backend of this JVM; always the same one. */
    public static Backend active() {
        return ACTIVE;
    }

    /** Plain Java, which runs everywhere. */
    public static Backend plain() {
        return PLAIN;
    }

    /** The vector API, if this JVM has it. */
    public static Optional<Backend> vector() {
        return VECTOR;
    }

    /** By name, so that nothing here needs the module in order to be loaded. */
    private static Optional<Backend> load() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    (Backend) Class.forName(VECTOR_CLASS).getConstructor().newInstance());
        } catch (LinkageError e) {
            return Optional.empty(); // an incubating module may change; plain Java does not
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The vector backend " + VECTOR_CLASS + " is not what it should be.", e);
        }
    }
}
