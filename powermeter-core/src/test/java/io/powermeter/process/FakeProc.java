package io.powermeter.process;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;

/** Processes that are not there: files in the form of proc_pid_stat(5). */
final class FakeProc {
    final FakeHost host;

    FakeProc(Path root) {
        this.host = FakeHost.empty(root);
    }

    /** Makes or changes a process; CPU times in ticks of 10 ms, {@code waited} that of the children it waited for. */
    FakeProc process(long pid, String name, long parent, long own, long waited) {
        String fields = parent + " 7 7 34816 -1 4194304 11 22 33 44 " + own + " 0 " + waited + " 0 20 0 1 0 99";
        host.put("/proc/" + pid + "/stat", pid + " (" + name + ") S " + fields);
        host.put("/proc/" + pid + "/comm", name);
        return this;
    }

    FakeProc memory(long pid, long pss, long clean, long dirty) {
        host.put(
                "/proc/" + pid + "/smaps_rollup",
                "55d0-7ffd ---p 00000000 00:00 0 [rollup]\nRss: 9999 kB\nPss: " + pss + " kB\nPss_Dirty: 1 kB\n"
                        + "Private_Clean:    " + clean + " kB\nPrivate_Dirty:    " + dirty + " kB");
        return this;
    }

    /** Lists the children of a process's first thread, as kernels with CONFIG_PROC_CHILDREN do. */
    FakeProc children(long pid, String list) {
        host.put("/proc/" + pid + "/task/" + pid + "/children", list);
        return this;
    }

    /** Ends a process: what is open of it fails, and nothing new can be opened. */
    FakeProc end(long pid) {
        String directory = "/proc/" + pid;
        for (String file : new String[] {"/stat", "/statm", "/comm", "/smaps_rollup", "/task/" + pid + "/children"}) {
            if (host.exists(directory + file)) {
                host.put(directory + file, "<EMPTY>");
                host.remove(directory + file);
            }
        }
        host.remove(directory + "/task/" + pid);
        host.remove(directory + "/task");
        host.remove(directory);
        return this;
    }
}
