package io.powermeter.cli.planted.exporters;

/** Is used where it must not be, to show that this is noticed: see {@code ArchitectureTest}. */
public final class Exporter {}
