package io.powermeter.meter;

/** The version of powermeter, as the build wrote it into the jar. */
public final class Version {
    private Version() {}

    /** Returns for instance {@code 0.1.0}, or {@code development} where the classes are not in a jar. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
