package io.powermeter.summary;

/**
 * Who drew an amount of energy; the four add up to it.
 *
 * @param jobJoules the job's part
 * @param otherJoules the part of the other processes of the machine, the kernel's among them
 * @param meterJoules the part of the meter; 0 if it is a part of the job, being in its process
 * @param unknownJoules what nobody can be blamed for: the CPU time was not read then, or a device does not tell its users
 */
public record Split(double jobJoules, double otherJoules, double meterJoules, double unknownJoules) {
    static final Split NOTHING = new Split(0, 0, 0, 0);

    /** One joule that nobody can be blamed for. */
    static final Split UNKNOWN = new Split(0, 0, 0, 1);

    /** Returns one joule of which the job and the meter drew these parts, and others the rest. */
    static Split of(double job, double meter) {
        double jobs = Math.max(0, Math.min(1, job));
        double meters = Math.max(0, Math.min(1 - jobs, meter));
        return new Split(jobs, 1 - jobs - meters, meters, 0);
    }

    /** Returns all of it. */
    public double joules() {
        return jobJoules + restJoules();
    }

    /** Returns what is not the job's. */
    public double restJoules() {
        return otherJoules + meterJoules + unknownJoules;
    }

    Split plus(Split more) {
        return new Split(
                jobJoules + more.jobJoules,
                otherJoules + more.otherJoules,
                meterJoules + more.meterJoules,
                unknownJoules + more.unknownJoules);
    }

    Split times(double factor) {
        return new Split(jobJoules * factor, otherJoules * factor, meterJoules * factor, unknownJoules * factor);
    }
}
