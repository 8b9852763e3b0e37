package io.powermeter.cli;

import java.lang.reflect.Proxy;

/**
 * The signals that are the job's.
 *
 * <p>The JDK tells of signals only through {@code sun.misc.Signal}. It is exported by {@code jdk.unsupported} in every JDK
 * so far, but using it by name is a compiler warning that cannot be switched off; so it is used by reflection.
 */
enum JobSignal {
    HUP(1, true),
    INT(2, true),
    TERM(15, true),

    /** Asks many a training for a checkpoint: batch systems send it before the time of a job is over. */
    USR1(10, false);

    private final int number;
    private final boolean ends;

    JobSignal(int number, boolean ends) {
        this.number = number;
        this.ends = ends;
    }

    int number() {
        return number;
    }

    /** Returns whether whoever sends it wants an end. */
    boolean ends() {
        return ends;
    }

    /** Calls {@code handler} whenever the signal comes; does nothing where the system or the JVM's options forbid it. */
    void handle(Runnable handler) {
        handle(name(), handler);
    }

    /** Calls {@code handler} whenever the signal of a name comes, such as {@code WINCH}, as far as that is possible. */
    static void handle(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // a system without this signal, or a JVM started with -Xrs: the signal ends the meter as it ever did
        }
    }
}
