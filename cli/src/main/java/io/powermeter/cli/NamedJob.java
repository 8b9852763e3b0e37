package io.powermeter.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job of {@code run}: the only one, or one of those that are compared.
 *
 * @param name of its runs
 * @param folder for its runs below that of all jobs, empty if it is the only one
 * @param words as they were given
 */
record NamedJob(String name, String folder, JobWords words, Job job) {
    /** Stands between the words of two jobs. */
    static final String SEPARATOR = "--vs";

    /**
     * Returns the jobs of the words, all of them checked.
     *
     * @param options name them, if the user did
     * @throws UsageException if any of them cannot be run, or names are missing
     */
    static List<NamedJob> of(JobWords words, RunOptions options) throws UsageException {
        List<JobWords> each = words.split(SEPARATOR);
        List<Job> jobs = new ArrayList<>();
        for (JobWords one : each) {
            if (one.decoded().isEmpty()) {
                throw new UsageException(SEPARATOR + " stands between two jobs, and one of them has no words."
                        + " A command's own --vs is told by sh -c '...'.");
            }
            jobs.add(Job.of(one));
        }
        return named(names(each, jobs, options), each, jobs);
    }

    /**
     * Returns jobs that a file names, all of them checked.
     *
     * @param words of each
     * @throws UsageException if any of them cannot be run
     */
    static List<NamedJob> of(List<String> names, List<List<String>> words) throws UsageException {
        List<JobWords> each = words.stream().map(JobWords::plain).toList();
        List<Job> jobs = new ArrayList<>();
        for (JobWords one : each) {
            jobs.add(Job.of(one));
        }
        return named(names, each, jobs);
    }

    private static List<NamedJob> named(List<String> names, List<JobWords> words, List<Job> jobs) {
        List<NamedJob> named = new ArrayList<>();
        Set<String> folders = new HashSet<>();
        for (int i = 0; i < jobs.size(); i++) {
            String folder = jobs.size() == 1 ? "" : folder(names.get(i), folders);
            named.add(new NamedJob(names.get(i), folder, words.get(i), jobs.get(i)));
        }
        return List.copyOf(named);
    }

    private static List<String> names(List<JobWords> words, List<Job> jobs, RunOptions options) throws UsageException {
        Optional<List<String>> wanted = options.names(jobs.size());
        return wanted.isPresent()
                ? wanted.get()
                : JobNames.of(
                        jobs.stream().map(Job::name).toList(),
                        words.stream().map(JobWords::readable).toList(),
                        options.redacts());
    }

    /** Two names may differ in characters only that a folder's name is better without. */
    private static String folder(String name, Set<String> taken) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String wanted = plain.isEmpty() ? "job" : plain;
        String folder = wanted;
        for (int i = 2; !taken.add(folder); i++) {
            folder = wanted + "-" + i;
        }
        return folder;
    }
}
