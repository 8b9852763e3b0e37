package io.powermeter.workloads.data;

/** Images to learn from, and others of the same shape to test with. */
public record Dataset(LabeledImages train, LabeledImages test) {}
