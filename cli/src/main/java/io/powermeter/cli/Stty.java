package io.powermeter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The settings of the terminal, by the program {@code stty} of POSIX, which needs no native code here. */
final class Stty {
    /** The terminal of this process, wherever its input comes from. */
    static final File TERMINAL = new File("/dev/tty");

    /** Where nobody says how large the terminal is. */
    static final Size UNKNOWN = new Size(24, 80);

    private String saved = "";

    /** Rows and columns. */
    record Size(int rows, int columns) {}

    /** Returns the size now. */
    Size size() {
        String[] words = run("size").split(" ");
        try {
            Size size = new Size(Integer.parseInt(words[0]), Integer.parseInt(words[words.length - 1]));
            return size.rows() > 0 && size.columns() > 0 ? size : UNKNOWN;
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Lets keys be read as they are pressed, without showing them; Ctrl-C stays a signal. */
    void tellKeysAtOnce() {
        saved = run("-g");
        run("-icanon", "-echo", "min", "1");
    }

    /** Puts back what {@link #tellKeysAtOnce} changed. */
    void restore() {
        if (!saved.isEmpty()) {
            run(saved);
        }
    }

    /** Stops this process as Ctrl-Z would have done, had it not been asked to tidy up first; returns when it goes on. */
    static void stopThisProcess() {
        run(List.of("/bin/sh", "-c", "kill -STOP " + ProcessHandle.current().pid()));
    }

    private static String run(String... words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        return run(command);
    }

    /** Returns what a program writes, nothing if it cannot be run. */
    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
