/*
 * A stand-in for NVIDIA's management library: cards that are not there, with watts that a test sets while they run.
 *
 * All state lies in a file that is mapped here and by class StubNvml, stub-nvml.state beside this library: slots of 8 bytes,
 * numbered the same on both sides. Time is CLOCK_MONOTONIC, which is Java's System.nanoTime, unless the file holds a time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef int nvmlReturn_t;
typedef void *nvmlDevice_t;

typedef struct { unsigned gpu, memory; } nvmlUtilization_t;
typedef struct { unsigned long long total, free, used; } nvmlMemory_t;
typedef struct { unsigned pid; unsigned long long usedGpuMemory; } nvmlProcessInfo_v1_t;
typedef struct { unsigned pid; unsigned long long usedGpuMemory; unsigned gpuInstanceId, computeInstanceId; } nvmlProcessInfo_v2_t;
typedef struct { unsigned pid; unsigned long long timeStamp; unsigned smUtil, memUtil, encUtil, decUtil; } nvmlProcessUtilizationSample_t;
typedef struct { unsigned fieldId, scopeId; long long timestamp, latencyUsec; int valueType; nvmlReturn_t nvmlReturn; uint64_t value; } nvmlFieldValue_t;

_Static_assert(sizeof(nvmlDevice_t) == 8, "a handle is a pointer of 64 bits");
_Static_assert(sizeof(nvmlUtilization_t) == 8, "nvmlUtilization_t");
_Static_assert(sizeof(nvmlMemory_t) == 24 && offsetof(nvmlMemory_t, used) == 16, "nvmlMemory_t");
_Static_assert(sizeof(nvmlProcessInfo_v1_t) == 16 && offsetof(nvmlProcessInfo_v1_t, usedGpuMemory) == 8, "nvmlProcessInfo_v1_t");
_Static_assert(sizeof(nvmlProcessInfo_v2_t) == 24 && offsetof(nvmlProcessInfo_v2_t, usedGpuMemory) == 8
    && offsetof(nvmlProcessInfo_v2_t, computeInstanceId) == 20, "nvmlProcessInfo_v2_t");
_Static_assert(sizeof(nvmlProcessUtilizationSample_t) == 32 && offsetof(nvmlProcessUtilizationSample_t, timeStamp) == 8
    && offsetof(nvmlProcessUtilizationSample_t, smUtil) == 16, "nvmlProcessUtilizationSample_t");
_Static_assert(sizeof(nvmlFieldValue_t) == 40 && offsetof(nvmlFieldValue_t, scopeId) == 4 && offsetof(nvmlFieldValue_t, valueType) == 24
    && offsetof(nvmlFieldValue_t, nvmlReturn) == 28 && offsetof(nvmlFieldValue_t, value) == 32, "nvmlFieldValue_t");

enum { SUCCESS = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, UNKNOWN = 999 };

/* in the order of StubNvml.Function */
enum { INIT, SHUTDOWN, DRIVER, COUNT, BY_INDEX, BY_UUID, NAME, UUID, ENERGY, POWER, FIELDS, UTILIZATION, MEMORY, TEMPERATURE, COMPUTE, GRAPHICS,
    PROCESS_USE, MIG };

/* slots of the file's head */
enum { CARDS, INITS, SHUTDOWNS, CALLS, HANG, HANGING, FIXED_TIME, HEAD_CODES = 16, DRIVER_TEXT = 48 };

/* slots of a card */
enum { SEQUENCE, JOULES, SINCE, WATTS, WATTS_BEFORE, STEP, GENERATION, GONE, MIG_MODE, BUSY, USED, TOTAL, DEGREES, RAW_ENERGY, RAW_POWER,
    MODULE_WATTS, MEMORY_WATTS, COMPUTE_COUNT, SAMPLE_COUNT, PROCESS_COUNT, CARD_CODES = 24, FIELD_SLOTS = 48, NAME_TEXT = 72, UUID_TEXT = 84,
    PROCESS_SLOTS = 128 };

enum { HEAD_BYTES = 4096, CARD_BYTES = 16384, FILE_BYTES = HEAD_BYTES + 16 * CARD_BYTES, PROCESS_WIDTH = 6, NOT_RAW = -2 };

static volatile int64_t *head;
static int users;

static int attach(void) {
    if (head != NULL) return 1;
    Dl_info self;
    char path[4096];
    if (!dladdr((void *) attach, &self)) return 0;
    const char *slash = strrchr(self.dli_fname, '/');
    if (slash == NULL) return 0;
    snprintf(path, sizeof path, "%.*s/stub-nvml.state", (int) (slash - self.dli_fname), self.dli_fname);
    int file = open(path, O_RDWR);
    if (file < 0) return 0;
    void *map = mmap(NULL, FILE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED) return 0;
    head = map;
    return 1;
}

static double real(volatile int64_t *slot) {
    int64_t bits = *slot;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static int64_t now(void) {
    if (head[FIXED_TIME] != 0) return head[FIXED_TIME];
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* counts the call, stays in it while a test wants that, and returns the code that a test wants */
static int enter(int function) {
    if (!attach()) return UNKNOWN;
    __atomic_add_fetch(&head[CALLS], 1, __ATOMIC_SEQ_CST);
    if (head[HANG] == function + 1) {
        __atomic_add_fetch(&head[HANGING], 1, __ATOMIC_SEQ_CST);
        while (head[HANG] == function + 1) usleep(1000);
        __atomic_add_fetch(&head[HANGING], -1, __ATOMIC_SEQ_CST);
    }
    if (function != INIT && users == 0) return UNINITIALIZED;
    return (int) head[HEAD_CODES + function];
}

static volatile int64_t *block(int64_t index) {
    return (volatile int64_t *) ((volatile char *) head + HEAD_BYTES + index * CARD_BYTES);
}

static nvmlDevice_t handle(int64_t index) {
    return (nvmlDevice_t) (0x4e00000000000000 | block(index)[GENERATION] << 8 | (index + 1));
}

static int enter_card(int function, nvmlDevice_t device, volatile int64_t **card) {
    int code = enter(function);
    if (code != SUCCESS) return code;
    int64_t index = ((int64_t) device & 0xff) - 1;
    if (index < 0 || index >= head[CARDS] || device != handle(index)) return INVALID_ARGUMENT;
    *card = block(index);
    return (*card)[GONE] != 0 ? (int) (*card)[GONE] : (int) (*card)[CARD_CODES + function];
}

typedef struct { double joules, watts, before, seconds; } power_t;

static power_t power(volatile int64_t *card) {
    power_t power;
    int64_t sequence, since, time;
    do {
        while ((sequence = card[SEQUENCE]) & 1) {}
        __sync_synchronize();
        time = now();
        if (card[STEP] > 0) time -= time % card[STEP];
        power.joules = real(&card[JOULES]);
        power.watts = real(&card[WATTS]);
        power.before = real(&card[WATTS_BEFORE]);
        since = card[SINCE];
        __sync_synchronize();
    } while (sequence != card[SEQUENCE]);
    power.seconds = (time - since) / 1e9;
    power.joules += power.watts * power.seconds;
    return power;
}

static nvmlReturn_t text(volatile int64_t *slot, char *target, unsigned length) {
    unsigned i = 0;
    for (; i + 1 < length && ((volatile char *) slot)[i] != 0; i++) target[i] = ((volatile char *) slot)[i];
    target[i] = 0;
    return SUCCESS;
}

nvmlReturn_t nvmlInit_v2(void) {
    int code = enter(INIT);
    if (head != NULL) __atomic_add_fetch(&head[INITS], 1, __ATOMIC_SEQ_CST);
    users += code == SUCCESS;
    return code;
}

nvmlReturn_t nvmlShutdown(void) {
    int code = enter(SHUTDOWN);
    if (head != NULL) __atomic_add_fetch(&head[SHUTDOWNS], 1, __ATOMIC_SEQ_CST);
    users -= code == SUCCESS;
    return code;
}

nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned length) {
    int code = enter(DRIVER);
    return code != SUCCESS ? code : text(&head[DRIVER_TEXT], version, length);
}

nvmlReturn_t nvmlDeviceGetCount_v2(unsigned *count) {
    int code = enter(COUNT);
    if (code == SUCCESS) *count = (unsigned) head[CARDS];
    return code;
}

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned index, nvmlDevice_t *device) {
    int code = enter(BY_INDEX);
    if (code != SUCCESS) return code;
    if (index >= head[CARDS] || index >= 16) return INVALID_ARGUMENT;
    *device = handle(index);
    return (int) block(index)[CARD_CODES + BY_INDEX];
}

nvmlReturn_t nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *device) {
    int code = enter(BY_UUID);
    if (code != SUCCESS) return code;
    for (int64_t i = 0; i < head[CARDS] && i < 16; i++) {
        if (strcmp(uuid, (const char *) &block(i)[UUID_TEXT]) == 0) {
            *device = handle(i);
            return block(i)[GONE] != 0 ? (int) block(i)[GONE] : (int) block(i)[CARD_CODES + BY_UUID];
        }
    }
    return NOT_FOUND;
}

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned length) {
    volatile int64_t *card;
    int code = enter_card(NAME, device, &card);
    return code != SUCCESS ? code : text(&card[NAME_TEXT], name, length);
}

nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned length) {
    volatile int64_t *card;
    int code = enter_card(UUID, device, &card);
    return code != SUCCESS ? code : text(&card[UUID_TEXT], uuid, length);
}

#ifndef WITHOUT_nvmlDeviceGetTotalEnergyConsumption
nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device, unsigned long long *millijoules) {
    volatile int64_t *card;
    int code = enter_card(ENERGY, device, &card);
    if (code == SUCCESS) *millijoules = (unsigned long long) (card[RAW_ENERGY] != NOT_RAW ? card[RAW_ENERGY] : (int64_t) (power(card).joules * 1e3));
    return code;
}
#endif

static double mean(power_t power) {
    double seconds = power.seconds < 1 ? power.seconds : 1;
    return power.watts * seconds + power.before * (1 - seconds);
}

nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned *milliwatts) {
    volatile int64_t *card;
    int code = enter_card(POWER, device, &card);
    if (code == SUCCESS) *milliwatts = (unsigned) (card[RAW_POWER] != NOT_RAW ? card[RAW_POWER] : (int64_t) (mean(power(card)) * 1e3));
    return code;
}

#ifndef WITHOUT_nvmlDeviceGetFieldValues
static double field(volatile int64_t *card, unsigned field, unsigned scope) {
    if (scope == 1) return real(&card[MODULE_WATTS]);
    if (scope == 2) return real(&card[MEMORY_WATTS]);
    return field == 186 ? power(card).watts : mean(power(card));
}

nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t device, int count, nvmlFieldValue_t *values) {
    volatile int64_t *card;
    int code = enter_card(FIELDS, device, &card);
    for (int i = 0; code == SUCCESS && i < count; i++) {
        if ((values[i].fieldId != 185 && values[i].fieldId != 186) || values[i].scopeId > 2) {
            values[i].nvmlReturn = INVALID_ARGUMENT;
            continue;
        }
        /* four slots for each: code, type, whether raw, raw value */
        volatile int64_t *slot = &card[FIELD_SLOTS + 4 * (2 * values[i].scopeId + values[i].fieldId - 185)];
        values[i].nvmlReturn = (int) slot[0];
        values[i].valueType = (int) slot[1];
        values[i].timestamp = now() / 1000;
        values[i].value = slot[2] ? (uint64_t) slot[3] : (uint64_t) (field(card, values[i].fieldId, values[i].scopeId) * 1e3);
    }
    return code;
}
#endif

nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *rates) {
    volatile int64_t *card;
    int code = enter_card(UTILIZATION, device, &card);
    if (code == SUCCESS) *rates = (nvmlUtilization_t) {(unsigned) card[BUSY], 0};
    return code;
}

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
    volatile int64_t *card;
    int code = enter_card(MEMORY, device, &card);
    if (code == SUCCESS) *memory = (nvmlMemory_t) {(unsigned long long) card[TOTAL], (unsigned long long) (card[TOTAL] - card[USED]), (unsigned long long) card[USED]};
    return code;
}

nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t device, int sensor, unsigned *degrees) {
    volatile int64_t *card;
    int code = enter_card(TEMPERATURE, device, &card);
    if (code == SUCCESS && sensor != 0) return INVALID_ARGUMENT;
    if (code == SUCCESS) *degrees = (unsigned) card[DEGREES];
    return code;
}

/* a process: pid, 1 computes + 2 draws, bytes, percent of the multiprocessors, microseconds of its last sample or 0 for now */
static volatile int64_t *process(volatile int64_t *card, int64_t i) {
    return &card[PROCESS_SLOTS + PROCESS_WIDTH * i];
}

static nvmlReturn_t list(int function, nvmlDevice_t device, unsigned *count, void *infos, unsigned size, int kind) {
    volatile int64_t *card;
    int code = enter_card(function, device, &card);
    if (code != SUCCESS) return code;
    unsigned found = 0;
    for (int64_t i = 0; i < card[PROCESS_COUNT]; i++) {
        volatile int64_t *entry = process(card, i);
        if (!(entry[1] & kind)) continue;
        if (found < *count) {
            nvmlProcessInfo_v2_t info = {(unsigned) entry[0], (unsigned long long) entry[2], 0xffffffff, 0xffffffff};
            memcpy((char *) infos + (size_t) found * size, &info, size);
        }
        found++;
    }
    int fits = found <= *count;
    *count = card[COMPUTE_COUNT] != NOT_RAW ? (unsigned) card[COMPUTE_COUNT] : found;
    return fits ? SUCCESS : INSUFFICIENT_SIZE;
}

#define LISTS(version, type) \
    nvmlReturn_t nvmlDeviceGetComputeRunningProcesses##version(nvmlDevice_t device, unsigned *count, type *infos) { \
        return list(COMPUTE, device, count, infos, sizeof(type), 1); \
    } \
    nvmlReturn_t nvmlDeviceGetGraphicsRunningProcesses##version(nvmlDevice_t device, unsigned *count, type *infos) { \
        return list(GRAPHICS, device, count, infos, sizeof(type), 2); \
    }

LISTS(, nvmlProcessInfo_v1_t)
#ifndef WITHOUT_v2
LISTS(_v2, nvmlProcessInfo_v2_t)
#endif
#ifndef WITHOUT_v3
LISTS(_v3, nvmlProcessInfo_v2_t)
#endif

#ifndef WITHOUT_nvmlDeviceGetProcessUtilization
nvmlReturn_t nvmlDeviceGetProcessUtilization(nvmlDevice_t device, nvmlProcessUtilizationSample_t *samples, unsigned *count, unsigned long long since) {
    volatile int64_t *card;
    int code = enter_card(PROCESS_USE, device, &card);
    if (code != SUCCESS) return code;
    if (card[MIG_MODE]) return NOT_SUPPORTED;
    unsigned found = 0;
    for (int64_t i = 0; i < card[PROCESS_COUNT]; i++) {
        volatile int64_t *entry = process(card, i);
        /* the driver makes a sample 5 times a second of those who are busy */
        int64_t stamp = entry[4] != 0 ? entry[4] : entry[3] != 0 ? now() / 200000000 * 200000 : 0;
        if ((uint64_t) stamp <= since) continue;
        if (found < *count) samples[found] = (nvmlProcessUtilizationSample_t) {(unsigned) entry[0], (unsigned long long) stamp, (unsigned) entry[3], 0, 0, 0};
        found++;
    }
    int fits = found <= *count;
    *count = card[SAMPLE_COUNT] != NOT_RAW ? (unsigned) card[SAMPLE_COUNT] : found;
    return !fits ? INSUFFICIENT_SIZE : found == 0 ? NOT_FOUND : SUCCESS;
}
#endif

#ifndef WITHOUT_nvmlDeviceGetMigMode
nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned *current, unsigned *pending) {
    volatile int64_t *card;
    int code = enter_card(MIG, device, &card);
    if (code == SUCCESS) *current = *pending = (unsigned) card[MIG_MODE];
    return code;
}
#endif
