package io.powermeter.cli;

import io.powermeter.host.Host;

/** What other systems do not tell in a way that is known here. */
final class Linux {
    private Linux() {}

    /**
     * Refuses a command that needs the kernel's files.
     *
     * @throws UsageException if the machine has none
     */
    static void require(Host host, String command) throws UsageException {
        if (!host.exists("/proc")) {
            throw new UsageException(
                    "powermeter " + command
                            + " needs the /proc of Linux, which this system does not have. `powermeter run -- COMMAND` does not need it.");
        }
    }
}
