package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/** The password of a meter: read from a file or a variable that the line names; never shown. */
final class Secret {
    /** What to do about a meter that wants a password. */
    static final String REMEDY =
            "Put the password into a file that only you can read and add password-file=FILE to the line, or put it into a"
                    + " variable and add password-env=VARIABLE.";

    static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Checks what the line says of a password.
     *
     * @throws IllegalArgumentException if it names two places
     */
    static void check(MeterLine line) {
        if (line.text("password-file").isPresent() && line.text("password-env").isPresent()) {
            throw line.wrong("give password-file= or password-env=, not both");
        }
        line.text("password-file").filter(file -> !file.startsWith("/")).ifPresent(file -> {
            throw line.wrong("password-file must be a whole path, from /");
        });
    }

    /** Returns the password that a line names, empty if it names none. */
    static Secret of(MeterLine line, Host host) throws MeterException {
        String variable = line.text("password-env").orElse("");
        if (!variable.isEmpty()) {
            return new Secret(host.setting(variable)
                    .orElseThrow(() -> MeterException.lasting("the variable of password-env= is not set", "")));
        }
        String file = line.text("password-file").orElse("");
        if (file.isEmpty()) {
            return NONE;
        }
        try {
            return new Secret(host.readText(file));
        } catch (UnreadableException e) {
            throw MeterException.lasting("the file of password-file= cannot be read", "");
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns the password, for the one place that sends it. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(a password)";
    }
}
