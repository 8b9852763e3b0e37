package io.powermeter.nvsmi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.powermeter.nvsmi.NvmlFunctions.Fields;

/**
 * Power told apart, by averaging and by scope: all asked for in one call.
 *
 * <p>An entry is an {@code nvmlFieldValue_t} of 40 bytes: field at 0, scope at 4, type of the value at 24, its own return code
 * at 28, value at 32.
 */
final class NvmlFields {
    /** {@code NVML_FI_DEV_POWER_AVERAGE}: mean over 1 s. */
    static final int AVERAGE = 185;

    /** {@code NVML_FI_DEV_POWER_INSTANT}. */
    static final int INSTANT = 186;

    /** {@code NVML_POWER_SCOPE_GPU}: the card, with its memory. */
    static final int CARD = 0;

    /** {@code NVML_POWER_SCOPE_MODULE}: what the card shares a module with, such as a Grace processor, as well. */
    static final int MODULE = 1;

    /** {@code NVML_POWER_SCOPE_MEMORY}. */
    static final int MEMORY = 2;

    private static final int BYTES = 40;

    /** Two kinds of averaging in three scopes. */
    private static final int MOST = 6;

    private final Nvml nvml;
    private final Memory entries = new Memory((long) BYTES * MOST);
    private int count;
    private int result;

    NvmlFields(Nvml nvml) {
        this.nvml = nvml;
        entries.clear();
    }

    /** Adds a value to be asked for and returns its index. */
    int add(int field, int scope) {
        entries.setInt((long) BYTES * count, field);
        entries.setInt((long) BYTES * count + 4, scope);
        return count++;
    }

    /** Asks a card for every value added. */
    void read(long card) {
        for (int i = 0; i < count; i++) {
            entries.setInt((long) BYTES * i + 28, NvmlCode.UNKNOWN);
        }
        if (count > 0) {
            result = nvml.functions().fields()
                    ? Fields.nvmlDeviceGetFieldValues(card, count, Pointer.nativeValue(entries))
                    : NvmlCode.FUNCTION_NOT_FOUND;
        }
    }

    /** Returns watts as of the last {@link #read}, NaN if this value was not told. */
    double watts(int index) {
        long entry = (long) BYTES * index;
        int code = result == NvmlCode.SUCCESS ? entries.getInt(entry + 28) : result;
        return nvml.watts(code, number(entry));
    }

    private double number(long entry) {
        long value = entry + 32;
        return switch (entries.getInt(entry + 24)) {
            case 0 -> entries.getDouble(value);
            case 1 -> Integer.toUnsignedLong(entries.getInt(value));
            case 2, 3, 4 -> entries.getLong(value);
            case 5 -> entries.getInt(value);
            case 6 -> Short.toUnsignedInt(entries.getShort(value));
            default -> Double.NaN;
        };
    }
}
