package io.powermeter.nvsmi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.powermeter.measurement.Quantity;
import io.powermeter.nvsmi.NvmlFunctions.Always;
import io.powermeter.nvsmi.NvmlFunctions.Energy;
import io.powermeter.nvsmi.NvmlFunctions.MigMode;
import java.nio.charset.StandardCharsets;

/**
 * NVML, begun once and ended once: what a card tells, in SI units.
 *
 * <p>A value that the library does not tell is NaN, and {@link #code} then says why. Nothing is allocated once it is made.
 * For one thread at a time.
 */
final class Nvml implements AutoCloseable {
    private static final double MILLI = 1e-3;
    private static final double PERCENT = 1e-2;

    private static final double MOST_WATTS = Believable.most(Quantity.POWER);
    private static final double MOST_CELSIUS = Believable.most(Quantity.TEMPERATURE);

    /** {@code NVML_TEMPERATURE_GPU}. */
    private static final int DIE = 0;

    /** Names and ids are at most 96 bytes long with their end. */
    private static final int TEXT = 96;

    private final NvmlFunctions.Bound functions;
    private final Memory memory = new Memory(TEXT);
    private final long out = Pointer.nativeValue(memory);
    private int code;
    private boolean closed;

    private Nvml(NvmlFunctions.Bound functions) {
        this.functions = functions;
    }

    /**
     * Loads and begins NVML.
     *
     * @param library the name or path of the library
     * @throws NvmlException if it cannot be loaded, or says that it cannot be used
     */
    static Nvml open(String library) throws NvmlException {
        NvmlFunctions.Bound functions = load(library);
        int code = Always.nvmlInit_v2();
        if (code != NvmlCode.SUCCESS) {
            throw new NvmlException("NVML cannot begin: " + NvmlCode.name(code), NvmlCode.remedy(code));
        }
        return new Nvml(functions);
    }

    private static NvmlFunctions.Bound load(String library) throws NvmlException {
        try {
            // touches JNA, so that what stands in its own way is not taken for a missing library
            if (Native.POINTER_SIZE != Long.BYTES) {
                throw new NvmlException("NVML is used by 64-bit Java only", "Use a 64-bit JDK.");
            }
        } catch (LinkageError e) {
            throw new NvmlException(
                    "JNA cannot load its own library: " + firstLine(e),
                    "Name a folder from which libraries may be loaded:"
                            + " JAVA_TOOL_OPTIONS=-Djna.tmpdir=/some/folder powermeter ...");
        }
        try {
            return NvmlFunctions.bind(library);
        } catch (UnsatisfiedLinkError e) {
            throw new NvmlException(
                    "NVML's library cannot be loaded: " + firstLine(e),
                    "Install it with the driver's package, on Debian and Ubuntu libnvidia-compute-... or libnvidia-ml1; if it"
                            + " lies at an odd place, set POWERMETER_NVML to its path.\n" + NvmlCode.CONTAINER);
        }
    }

    private static String firstLine(LinkageError e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    /** Returns what the last call returned. */
    int code() {
        return code;
    }

    /** Returns {@code value} if {@code code} is success, and remembers the code. */
    double told(int code, double value) {
        this.code = code;
        return code == NvmlCode.SUCCESS ? value : Double.NaN;
    }

    /** Returns a value that must lie between 0 and {@code most}, NaN if it does not. */
    private double bounded(double value, double most) {
        if (code == NvmlCode.SUCCESS && !(value >= 0 && value <= most)) {
            return told(NvmlCode.NONSENSE, value);
        }
        return value;
    }

    /** Returns the number of cards. */
    int count() {
        code = Always.nvmlDeviceGetCount_v2(out);
        return code == NvmlCode.SUCCESS ? memory.getInt(0) : 0;
    }

    /** Returns the handle of the card with an index, 0 if there is none. */
    long card(int index) {
        code = Always.nvmlDeviceGetHandleByIndex_v2(index, out);
        return code == NvmlCode.SUCCESS ? memory.getLong(0) : 0;
    }

    /** Returns the handle of the card with an id, 0 if there is none. */
    long card(String uuid) {
        byte[] text = (uuid + '\0').getBytes(StandardCharsets.US_ASCII);
        try (Memory id = new Memory(text.length)) {
            id.write(0, text, 0, text.length);
            code = Always.nvmlDeviceGetHandleByUUID(Pointer.nativeValue(id), out);
        }
        return code == NvmlCode.SUCCESS ? memory.getLong(0) : 0;
    }

    /** Returns the version of the driver, empty if it is not known. */
    String driverVersion() {
        return text(Always.nvmlSystemGetDriverVersion(out, TEXT));
    }

    /** Returns the model, such as {@code NVIDIA A100-SXM4-40GB}, empty if it is not known. */
    String name(long card) {
        return text(Always.nvmlDeviceGetName(card, out, TEXT));
    }

    /** Returns the id that no other card has, {@code GPU-...}, empty if it is not known. */
    String uuid(long card) {
        return text(Always.nvmlDeviceGetUUID(card, out, TEXT));
    }

    private String text(int code) {
        this.code = code;
        if (code != NvmlCode.SUCCESS) {
            return "";
        }
        String text = new String(memory.getByteArray(0, TEXT), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).replaceAll("[^ -~]", "?");
    }

    /** Returns whether the card is cut into instances. */
    boolean isMig(long card) {
        code = functions.migMode()
                ? MigMode.nvmlDeviceGetMigMode(card, out, out + Integer.BYTES)
                : NvmlCode.FUNCTION_NOT_FOUND;
        return code == NvmlCode.SUCCESS && memory.getInt(0) == 1;
    }

    /** Returns the joules since the driver was loaded; Volta and later count them. */
    double joules(long card) {
        code = functions.energy() ? Energy.nvmlDeviceGetTotalEnergyConsumption(card, out) : NvmlCode.FUNCTION_NOT_FOUND;
        return bounded(told(code, memory.getLong(0) * MILLI), Double.MAX_VALUE);
    }

    /** Returns watts: the mean over 1 s on Ampere and later except GA100, else those of the instant. */
    double wattsUsed(long card) {
        return watts(Always.nvmlDeviceGetPowerUsage(card, out), unsigned(0));
    }

    /** Returns watts, if they can be those of a card. */
    double watts(int code, double milliwatts) {
        return bounded(told(code, milliwatts * MILLI), MOST_WATTS);
    }

    /** Returns the share of the time in which some kernel ran, 0 to 1. */
    double utilization(long card) {
        int result = Always.nvmlDeviceGetUtilizationRates(card, out);
        return bounded(told(result, unsigned(0) * PERCENT), 1);
    }

    /** Returns the bytes in use on the card. */
    double memoryUsed(long card) {
        int result = Always.nvmlDeviceGetMemoryInfo(card, out);
        return bounded(told(result, memory.getLong(16)), memory.getLong(0));
    }

    /** Returns the temperature of the die, in degrees Celsius. */
    double celsius(long card) {
        int result = Always.nvmlDeviceGetTemperature(card, DIE, out);
        return bounded(told(result, unsigned(0)), MOST_CELSIUS);
    }

    private double unsigned(int offset) {
        return Integer.toUnsignedLong(memory.getInt(offset));
    }

    NvmlFunctions.Bound functions() {
        return functions;
    }

    /** Ends NVML; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Always.nvmlShutdown();
            memory.close();
        }
    }
}
