package io.powermeter.cli;

/** Something that the user can put right: its message is one line, what, where and the remedy. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    UsageException(String message) {
        this(message, Main.USAGE);
    }

    UsageException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
