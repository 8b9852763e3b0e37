package io.powermeter.workloads;

/**
 * How to train by mini-batch gradient descent.
 *
 * @param epochs passes over the training images, 1 to 1000
 * @param batch images per step, 1 to 1024
 * @param lr learning rate of the first epoch, above 0
 * @param schedule what becomes of it in later epochs
 * @param momentum 0 or more, below 1
 * @param seed of all that is drawn: the first weights and the order of the images
 * @param threads that share out each batch, 1 to 64
 */
public record TrainingSettings(
        int epochs, int batch, double lr, Schedule schedule, double momentum, long seed, int threads) {

    /** Two epochs at a constant rate of 0.03. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(2, 64, 0.03, Schedule.CONSTANT, 0.9, 1, 1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
     */
    public TrainingSettings {
        Allowed.require(epochs >= 1 && epochs <= 1000, "epochs", epochs, "1 to 1000");
        Allowed.require(batch >= 1 && batch <= 1024, "batch", batch, "1 to 1024");
        Allowed.require(lr > 0 && Double.isFinite(lr), "lr", lr, "any number above 0");
        Allowed.require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 or more, below 1");
        Allowed.require(threads >= 1 && threads <= 64, "threads", threads, "1 to 64");
    }

    /** The same for other epochs. */
    TrainingSettings withEpochs(int others) {
        return new TrainingSettings(others, batch, lr, schedule, momentum, seed, threads);
    }

    /** The learning rate of an epoch, counted from 1. */
    double rate(int epoch) {
        return schedule.rate(lr, epoch, epochs);
    }
}
