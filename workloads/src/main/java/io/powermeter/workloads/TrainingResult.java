package io.powermeter.workloads;

/**
 * How training ended.
 *
 * @param loss mean loss of the last epoch's training images, in nats, each as seen before its step
 * @param accuracy share of the test images classified rightly, 0 to 1
 * @param samples training images processed, over all epochs
 */
public record TrainingResult(double loss, double accuracy, long samples) {}
