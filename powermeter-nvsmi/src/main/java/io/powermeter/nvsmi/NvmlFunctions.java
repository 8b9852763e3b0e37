package io.powermeter.nvsmi;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of NVIDIA's management library, bound by name: a call takes 0.2 us and allocates nothing.
 *
 * <p>Every function returns an {@code nvmlReturn_t}. A card is an opaque pointer; pointers to results are addresses. What not
 * every driver has is a group of its own, because a group is bound as a whole or not at all. They are static, so a process
 * uses one library at a time.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/">NVML API reference</a>
 */
final class NvmlFunctions {
    /**
     * What the bound library has besides {@link Always}.
     *
     * @param library its name or path
     * @param processBytes the size of an entry in a list of processes; 0 if processes cannot be listed
     */
    record Bound(
            String library, boolean energy, boolean fields, boolean processUse, int processBytes, boolean migMode) {}

    /** {@code nvmlProcessInfo_v2_t}: pid, memory, and two instance ids. */
    private static final int PROCESS_BYTES = 24;

    /** {@code nvmlProcessInfo_v1_t}: pid and memory. */
    private static final int OLD_PROCESS_BYTES = 16;

    private static @Nullable Bound bound;

    private NvmlFunctions() {}

    /**
     * Binds the functions of a library.
     *
     * @throws UnsatisfiedLinkError if there is no such library, or it lacks what every NVML has
     */
    static synchronized Bound bind(String library) {
        Bound current = bound;
        if (current != null && current.library.equals(library)) {
            return current;
        }
        bound = null;
        register(Always.class, library, "");
        Bound made = new Bound(
                library,
                has(Energy.class, library, ""),
                has(Fields.class, library, ""),
                has(ProcessUse.class, library, ""),
                bindProcesses(library),
                has(MigMode.class, library, ""));
        bound = made;
        return made;
    }

    /**
     * The second version comes before the third: they fill the same structure, but in drivers 535.43 to 535.86 the third had
     * one more field (<a href="https://github.com/XuehaiPan/nvitop/pull/89">nvitop 89</a>).
     */
    private static int bindProcesses(String library) {
        if (has(Processes.class, library, "_v2") || has(Processes.class, library, "_v3")) {
            return PROCESS_BYTES;
        }
        return has(Processes.class, library, "") ? OLD_PROCESS_BYTES : 0;
    }

    private static boolean has(Class<?> group, String library, String version) {
        try {
            register(group, library, version);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static void register(Class<?> group, String library, String version) {
        FunctionMapper names = (file, method) -> method.getName() + version;
        Native.register(group, NativeLibrary.getInstance(library, Map.of(Library.OPTION_FUNCTION_MAPPER, names)));
    }

    /** What every driver since 2017 has. */
    static final class Always {
        private Always() {}

        static native int nvmlInit_v2();

        static native int nvmlShutdown();

        static native int nvmlSystemGetDriverVersion(long text, int length);

        static native int nvmlDeviceGetCount_v2(long count);

        static native int nvmlDeviceGetHandleByIndex_v2(int index, long card);

        static native int nvmlDeviceGetHandleByUUID(long uuid, long card);

        static native int nvmlDeviceGetName(long card, long text, int length);

        static native int nvmlDeviceGetUUID(long card, long text, int length);

        static native int nvmlDeviceGetPowerUsage(long card, long milliwatts);

        static native int nvmlDeviceGetUtilizationRates(long card, long rates);

        static native int nvmlDeviceGetMemoryInfo(long card, long memory);

        static native int nvmlDeviceGetTemperature(long card, int sensor, long degrees);
    }

    /** The counter of joules. */
    static final class Energy {
        private Energy() {}

        static native int nvmlDeviceGetTotalEnergyConsumption(long card, long millijoules);
    }

    /** Values by number, among them power told apart. */
    static final class Fields {
        private Fields() {}

        static native int nvmlDeviceGetFieldValues(long card, int count, long values);
    }

    /** Who has a context on a card. */
    static final class Processes {
        private Processes() {}

        static native int nvmlDeviceGetComputeRunningProcesses(long card, long count, long processes);

        static native int nvmlDeviceGetGraphicsRunningProcesses(long card, long count, long processes);
    }

    /** Who uses a card's multiprocessors. */
    static final class ProcessUse {
        private ProcessUse() {}

        static native int nvmlDeviceGetProcessUtilization(long card, long samples, long count, long sinceMicros);
    }

    /** Whether a card is cut into instances. */
    static final class MigMode {
        private MigMode() {}

        static native int nvmlDeviceGetMigMode(long card, long current, long pending);
    }
}
