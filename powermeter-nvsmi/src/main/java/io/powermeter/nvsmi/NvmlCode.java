package io.powermeter.nvsmi;

import java.util.Map;

/** The return codes of NVML, {@code nvmlReturn_t}, and what to do about those that stand in the way from the start. */
final class NvmlCode {
    static final int SUCCESS = 0;
    static final int UNINITIALIZED = 1;
    static final int INVALID_ARGUMENT = 2;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int INSUFFICIENT_SIZE = 7;
    static final int DRIVER_NOT_LOADED = 9;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int RESET_REQUIRED = 16;
    static final int LIB_RM_VERSION_MISMATCH = 18;
    static final int GPU_NOT_FOUND = 28;
    static final int UNKNOWN = 999;

    /** None of NVML's: the call succeeded and told what no card can tell. */
    static final int NONSENSE = -1;

    static final String CONTAINER = "In a container: start it with --gpus all, which needs the NVIDIA Container Toolkit"
            + " on the host and NVIDIA_DRIVER_CAPABILITIES with utility.";

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(NONSENSE, "a value that no card can have"),
            Map.entry(SUCCESS, "SUCCESS"),
            Map.entry(UNINITIALIZED, "UNINITIALIZED"),
            Map.entry(INVALID_ARGUMENT, "INVALID_ARGUMENT"),
            Map.entry(NOT_SUPPORTED, "NOT_SUPPORTED"),
            Map.entry(NO_PERMISSION, "NO_PERMISSION"),
            Map.entry(NOT_FOUND, "NOT_FOUND"),
            Map.entry(INSUFFICIENT_SIZE, "INSUFFICIENT_SIZE"),
            Map.entry(8, "INSUFFICIENT_POWER"),
            Map.entry(DRIVER_NOT_LOADED, "DRIVER_NOT_LOADED"),
            Map.entry(10, "TIMEOUT"),
            Map.entry(11, "IRQ_ISSUE"),
            Map.entry(12, "LIBRARY_NOT_FOUND"),
            Map.entry(FUNCTION_NOT_FOUND, "FUNCTION_NOT_FOUND"),
            Map.entry(14, "CORRUPTED_INFOROM"),
            Map.entry(GPU_IS_LOST, "GPU_IS_LOST"),
            Map.entry(RESET_REQUIRED, "RESET_REQUIRED"),
            Map.entry(17, "OPERATING_SYSTEM"),
            Map.entry(LIB_RM_VERSION_MISMATCH, "LIB_RM_VERSION_MISMATCH"),
            Map.entry(19, "IN_USE"),
            Map.entry(20, "MEMORY"),
            Map.entry(21, "NO_DATA"),
            Map.entry(23, "INSUFFICIENT_RESOURCES"),
            Map.entry(27, "NOT_READY"),
            Map.entry(GPU_NOT_FOUND, "GPU_NOT_FOUND"),
            Map.entry(29, "INVALID_STATE"),
            Map.entry(UNKNOWN, "UNKNOWN"));

    private NvmlCode() {}

    /** Returns the name and the number, as in {@code GPU_IS_LOST (15)}. */
    static String name(int code) {
        String name = NAMES.getOrDefault(code, "code");
        return code == NONSENSE ? name : name + " (" + code + ")";
    }

    /** Returns whether the card itself is gone, or is no longer what its handle says. */
    static boolean isGone(int code) {
        return switch (code) {
            case UNINITIALIZED, INVALID_ARGUMENT, GPU_IS_LOST, RESET_REQUIRED, GPU_NOT_FOUND -> true;
            default -> false;
        };
    }

    /** Returns what to do if NVML cannot begin, or a card cannot be opened, because of {@code code}. */
    static String remedy(int code) {
        return switch (code) {
            case DRIVER_NOT_LOADED -> "Load the driver with sudo modprobe nvidia.\n" + CONTAINER;
            case LIB_RM_VERSION_MISMATCH ->
                "The driver was updated while the old one is loaded: restart the machine. In a container: restart it, so that"
                        + " it gets the library of the host's driver.";
            case NO_PERMISSION ->
                "See with ls -l /dev/nvidia* which group may open the cards, and join it: sudo usermod -aG video \"$USER\","
                        + " then log in again.\n" + CONTAINER;
            case GPU_IS_LOST, RESET_REQUIRED ->
                "Reset the card with sudo nvidia-smi --gpu-reset, or restart the machine; sudo dmesg | grep NVRM says why.";
            case UNKNOWN ->
                "See what the driver says with sudo dmesg | grep NVRM. In a container that had the cards before: restart it.";
            default -> "See what the driver says with sudo dmesg | grep NVRM.";
        };
    }
}
