package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * NVIDIA cards that are not there: a library {@code libnvidia-ml.so.1}, made of {@code stub_nvml.c} by gcc, whose cards draw
 * the watts that a test sets while they run, so that their true joules are known.
 *
 * <p>It works in this process and in any other: the state lies in a file beside the library. A program uses it when the
 * setting {@link #SETTING} names {@link #library}.
 */
public final class StubNvml implements AutoCloseable {
    /** The setting, or environment variable, that names the library. */
    public static final String SETTING = NvmlDetection.LIBRARY_SETTING;

    /** The functions that can be made to fail or hang, in the order of stub_nvml.c. */
    public enum Function {
        INIT,
        SHUTDOWN,
        DRIVER_VERSION,
        COUNT,
        HANDLE_BY_INDEX,
        HANDLE_BY_UUID,
        NAME,
        UUID,
        ENERGY,
        POWER_USAGE,
        FIELD_VALUES,
        UTILIZATION,
        MEMORY,
        TEMPERATURE,
        COMPUTE_PROCESSES,
        GRAPHICS_PROCESSES,
        PROCESS_UTILIZATION,
        MIG_MODE
    }

    private static final Map<List<String>, byte[]> BUILT = new ConcurrentHashMap<>();

    private static final int MOST_CARDS = 16;
    private static final int HEAD_BYTES = 4096;
    private static final int CARD_BYTES = 16384;

    /** A slot that holds this is not told raw; the stub makes the value. */
    private static final long NOT_RAW = -2;

    // slots of the head
    private static final int CARDS = 0;
    private static final int INITS = 1;
    private static final int SHUTDOWNS = 2;
    private static final int CALLS = 3;
    private static final int HANG = 4;
    private static final int HANGING = 5;
    private static final int FIXED_TIME = 6;
    private static final int HEAD_CODES = 16;
    private static final int DRIVER_TEXT = 48;

    private final Path library;
    private final MappedByteBuffer state;
    private final List<Card> cards = new ArrayList<>();

    private StubNvml(Path library, MappedByteBuffer state) {
        this.library = library;
        this.state = state;
    }

    /**
     * Builds the library in a folder, without cards. Skips the test where there is no gcc.
     *
     * @param without names of C functions that an old driver does not have, or {@code v2}, {@code v3} for a version of the
     *     lists of processes
     */
    public static StubNvml in(Path folder, String... without) {
        try {
            Path library = Files.createDirectories(folder).resolve("libnvidia-ml.so.1");
            build(library, List.of(without));
            try (FileChannel file = FileChannel.open(
                    folder.resolve("stub-nvml.state"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                MappedByteBuffer state =
                        file.map(FileChannel.MapMode.READ_WRITE, 0, HEAD_BYTES + (long) MOST_CARDS * CARD_BYTES);
                state.order(ByteOrder.LITTLE_ENDIAN);
                return new StubNvml(library, state).driver("535.104.05");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a library into {@code folder}; each set of functions is built once in a process. */
    private static void build(Path library, List<String> without) throws IOException {
        byte[] built = BUILT.get(without);
        if (built == null) {
            compile(library, without);
            BUILT.put(without, Files.readAllBytes(library));
        } else {
            Files.write(library, built);
        }
    }

    private static void compile(Path library, List<String> without) throws IOException {
        Path source = library.resolveSibling("stub_nvml.c");
        try (InputStream in = StubNvml.class.getResourceAsStream("stub_nvml.c")) {
            Files.write(source, in.readAllBytes());
        }
        List<String> command =
                new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1", "-std=gnu11", "-Wall", "-Werror"));
        without.forEach(name -> command.add("-DWITHOUT_" + name));
        command.addAll(List.of("-o", library.toString(), source.toString(), "-ldl"));
        Path said = library.resolveSibling("gcc.log");
        ProcessBuilder gcc =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        try {
            if (exitCode(gcc) != 0) {
                throw new IllegalStateException("gcc could not build " + source + ": " + Files.readString(said));
            }
        } catch (IOException e) {
            Assumptions.abort("no gcc to build a library that stands in for NVML: apt install gcc libc6-dev");
        }
    }

    private static int exitCode(ProcessBuilder program) throws IOException {
        try {
            return program.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the path of the library. */
    public Path library() {
        return library;
    }

    /** Returns {@code host} with this library. */
    public Host on(Host host) {
        return host.withSetting(SETTING, library.toString());
    }

    /** Adds a card that has everything a Volta or later card has. */
    public Card add(String model) {
        Card card = new Card(cards.size());
        cards.add(card);
        card.text(Card.NAME_TEXT, model);
        card.text(Card.UUID_TEXT, String.format("GPU-%08x-1b2c-3d4e-5f60-718293a4b5c6", 0xa0000000 + cards.size()));
        state.putLong(8 * CARDS, cards.size());
        return card;
    }

    /** Sets the driver's version. */
    public StubNvml driver(String version) {
        byte[] text = version.getBytes(StandardCharsets.US_ASCII);
        state.put(8 * DRIVER_TEXT, text);
        state.put(8 * DRIVER_TEXT + text.length, (byte) 0);
        return this;
    }

    /** Makes a function fail for every card, or whole; 0 ends that. */
    public void fail(Function function, int code) {
        state.putLong(8 * (HEAD_CODES + function.ordinal()), code);
    }

    /** Lets calls of a function hang until {@link #hangNowhere}. */
    public void hang(Function function) {
        state.putLong(8 * HANG, function.ordinal() + 1L);
    }

    /** Lets every call return. */
    public void hangNowhere() {
        state.putLong(8 * HANG, 0);
    }

    /** Returns how many calls hang now. */
    public long hanging() {
        return state.getLong(8 * HANGING);
    }

    /** Stops the cards' clock at an instant, in nanoseconds; 0 lets it go with {@link System#nanoTime}. */
    public void time(long nanos) {
        state.putLong(8 * FIXED_TIME, nanos);
    }

    /** Returns how often NVML was begun, also in vain. */
    public long inits() {
        return state.getLong(8 * INITS);
    }

    /** Returns how often NVML was ended. */
    public long shutdowns() {
        return state.getLong(8 * SHUTDOWNS);
    }

    /** Returns how often any function was called. */
    public long calls() {
        return state.getLong(8 * CALLS);
    }

    private long now() {
        long fixed = state.getLong(8 * FIXED_TIME);
        return fixed != 0 ? fixed : System.nanoTime();
    }

    /** Lets no call hang any longer. */
    @Override
    public void close() {
        hangNowhere();
    }

    /** One card. */
    public final class Card {
        private static final int SEQUENCE = 0;
        private static final int JOULES = 1;
        private static final int SINCE = 2;
        private static final int WATTS = 3;
        private static final int WATTS_BEFORE = 4;
        private static final int STEP = 5;
        private static final int GENERATION = 6;
        private static final int GONE = 7;
        private static final int MIG_MODE = 8;
        private static final int BUSY = 9;
        private static final int USED = 10;
        private static final int TOTAL = 11;
        private static final int DEGREES = 12;
        private static final int RAW_ENERGY = 13;
        private static final int RAW_POWER = 14;
        private static final int MODULE_WATTS = 15;
        private static final int MEMORY_WATTS = 16;
        private static final int RAW_COUNT = 17;
        private static final int RAW_SAMPLES = 18;
        private static final int PROCESSES = 19;
        private static final int CODES = 24;
        private static final int FIELDS = 48;
        private static final int NAME_TEXT = 72;
        private static final int UUID_TEXT = 84;
        private static final int TEXT_BYTES = 96;
        private static final int PROCESS = 128;
        private static final int PROCESS_WIDTH = 6;
        private static final int NOT_SUPPORTED = 3;

        private final int base;
        private double joules;
        private long since = now();
        private double watts;

        private Card(int index) {
            base = HEAD_BYTES + index * CARD_BYTES;
            for (int slot : new int[] {RAW_ENERGY, RAW_POWER, RAW_COUNT, RAW_SAMPLES}) {
                set(slot, NOT_RAW);
            }
            for (int field = 0; field < 6; field++) {
                set(FIELDS + 4 * field, field < 2 ? 0 : NOT_SUPPORTED);
                set(FIELDS + 4 * field + 1, 1);
            }
            memory(0, 40L << 30);
            celsius(40);
            watts = 50;
            energy(1_000_000);
        }

        /** Sets the power, in watts, from now on. */
        public Card watts(double watts) {
            joules = joules();
            return power(joules, watts);
        }

        /** Sets what the counter has counted up to now, in joules, as a reset of the card does with 0. */
        public Card energy(double joules) {
            return power(joules, watts);
        }

        private Card power(double joules, double watts) {
            long sequence = get(SEQUENCE);
            set(SEQUENCE, sequence + 1);
            VarHandle.fullFence();
            this.joules = joules;
            since = now();
            set(JOULES, Double.doubleToLongBits(joules));
            set(SINCE, since);
            set(WATTS_BEFORE, Double.doubleToLongBits(this.watts));
            set(WATTS, Double.doubleToLongBits(watts));
            VarHandle.fullFence();
            set(SEQUENCE, sequence + 2);
            this.watts = watts;
            return this;
        }

        /** Returns what the counter has counted by now, in joules. */
        public double joules() {
            return joules + watts * (now() - since) / 1e9;
        }

        /** Lets the counter move in steps, as real ones do: once in 20 to 100 ms. */
        public Card step(long nanos) {
            set(STEP, nanos);
            return this;
        }

        /** Sets the share of the time in which some kernel runs, in percent. */
        public Card busy(int percent) {
            set(BUSY, percent);
            return this;
        }

        /** Sets the memory, in bytes. */
        public Card memory(long used, long total) {
            set(USED, used);
            set(TOTAL, total);
            return this;
        }

        /** Sets the temperature. */
        public Card celsius(int degrees) {
            set(DEGREES, degrees);
            return this;
        }

        /** Makes a function fail for this card; 0 ends that. */
        public Card fail(Function function, int code) {
            set(CODES + function.ordinal(), code);
            return this;
        }

        /** Makes it a card before Volta: no counter of energy. */
        public Card withoutEnergy() {
            return fail(Function.ENERGY, NOT_SUPPORTED);
        }

        /** Makes it a card whose driver does not tell power apart. */
        public Card withoutFields() {
            return fail(Function.FIELD_VALUES, NOT_SUPPORTED);
        }

        /** Cuts the card into instances. */
        public Card mig() {
            set(MIG_MODE, 1);
            return fail(Function.UTILIZATION, NOT_SUPPORTED);
        }

        /** Lets the card tell the power of its module too, as on Grace Hopper. */
        public Card module(double watts) {
            set(MODULE_WATTS, Double.doubleToLongBits(watts));
            return field(185, 1, 0).field(186, 1, 0);
        }

        /** Lets the card tell the power of its memory too. */
        public Card memoryPower(double watts) {
            set(MEMORY_WATTS, Double.doubleToLongBits(watts));
            return field(185, 2, 0).field(186, 2, 0);
        }

        /** Sets the code inside the value of a field: 185 for mean power, 186 for that of the instant; scope 0 to 2. */
        public Card field(int field, int scope, int code) {
            set(FIELDS + 4 * (2 * scope + field - 185), code);
            return this;
        }

        /** Sets the value of a field as the library tells it: its type and its bits. */
        public Card rawField(int field, int scope, int type, long bits) {
            int slot = FIELDS + 4 * (2 * scope + field - 185);
            set(slot + 1, type);
            set(slot + 2, 1);
            set(slot + 3, bits);
            return this;
        }

        /** Sets the counter as the library tells it, in millijoules. */
        public Card rawEnergy(long millijoules) {
            set(RAW_ENERGY, millijoules);
            return this;
        }

        /** Sets the power usage as the library tells it, in milliwatts. */
        public Card rawPowerUsage(long milliwatts) {
            set(RAW_POWER, milliwatts);
            return this;
        }

        /** Sets the number of processes as the library tells it, whatever it is. */
        public Card rawProcessCount(long count) {
            set(RAW_COUNT, count);
            return this;
        }

        /** Sets the number of samples of the use by processes as the library tells it, whatever it is. */
        public Card rawSampleCount(long count) {
            set(RAW_SAMPLES, count);
            return this;
        }

        /** Adds a process that computes. */
        public Card process(long pid, int percent, long bytes) {
            return process(pid, true, false, percent, bytes, 0);
        }

        /**
         * Adds a process.
         *
         * @param percent of the multiprocessors; one that is not busy has no sample
         * @param stampMicros the time of its sample; 0 for the time being
         */
        public Card process(long pid, boolean computes, boolean draws, int percent, long bytes, long stampMicros) {
            int count = (int) get(PROCESSES);
            int slot = PROCESS + PROCESS_WIDTH * count;
            set(slot, pid);
            set(slot + 1, (computes ? 1 : 0) + (draws ? 2 : 0));
            set(slot + 2, bytes);
            set(slot + 3, percent);
            set(slot + 4, stampMicros);
            set(PROCESSES, count + 1L);
            return this;
        }

        /** Ends every process. */
        public Card idle() {
            set(PROCESSES, 0);
            return this;
        }

        /** Lets the card fall off the bus; every call with it fails. */
        public Card lose(int code) {
            set(GONE, code);
            return this;
        }

        /** Lets the card come back, with another handle and its counter at 0. */
        public Card comeBack() {
            set(GENERATION, get(GENERATION) + 1);
            energy(0);
            set(GONE, 0);
            return this;
        }

        /** Sets the id. */
        public Card uuid(String uuid) {
            text(UUID_TEXT, uuid);
            return this;
        }

        private void text(int slot, String value) {
            byte[] text = new byte[TEXT_BYTES];
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, text, 0, Math.min(bytes.length, TEXT_BYTES - 1));
            state.put(base + 8 * slot, text);
        }

        private void set(int slot, long value) {
            state.putLong(base + 8 * slot, value);
        }

        private long get(int slot) {
            return state.getLong(base + 8 * slot);
        }
    }
}
