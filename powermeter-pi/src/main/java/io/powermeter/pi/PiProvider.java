package io.powermeter.pi;

import io.powermeter.estimate.LoadEnergy;
import io.powermeter.host.Host;
import io.powermeter.host.KeptFile;
import io.powermeter.host.UnreadableException;
import io.powermeter.process.MachineCpuUse;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Finds what tells the power of a Raspberry Pi or an ASUS Tinker Board: the sensors of a Pi 5, or a published model. */
public final class PiProvider implements SamplerProvider {
    static final String NAME = "pi";

    private static final String NO_BOARD = "neither a Raspberry Pi nor an ASUS Tinker Board";

    private static final Detection.Absent UNNAMED =
            new Detection.Absent(NO_BOARD + ": /proc/device-tree/model is missing", "");

    /** The four processors of a Pi take less; on a large server the kernel takes long for the whole file. */
    private static final int CPU_INFO_BYTES = 4096;

    private final LongSupplier nanoClock;

    /** Makes a provider whose samplers use the clock of the Java machine. */
    public PiProvider() {
        this(System::nanoTime);
    }

    /** Makes a provider whose samplers use another clock, in nanoseconds. */
    PiProvider(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Detection detect(Host host) {
        String cpuInfo = cpuInfo(host);
        if (!host.exists("/proc/device-tree") && !cpuInfo.contains("Revision")) {
            return UNNAMED; // most machines end here, before their job starts: no pattern is compiled for them
        }
        Optional<PiBoard> found = PiBoard.of(host, cpuInfo);
        if (found.isEmpty()) {
            String model = PiBoard.model(host, cpuInfo);
            return model.isEmpty() ? UNNAMED : new Detection.Absent(NO_BOARD + ": this is a " + model, "");
        }
        PiBoard board = found.get();
        if (!board.hasPmic()) {
            return model(host, board, List.of());
        }
        Detection measured = pmic(host);
        if (measured instanceof Detection.Absent trouble) {
            String lost = "The board's own sensors are not read: " + trouble.reason() + ". " + trouble.remedy();
            Detection modelled = model(host, board, List.of(lost.strip()));
            return modelled instanceof Detection.Found ? modelled : trouble;
        }
        return measured;
    }

    /** Returns the text of {@code /proc/cpuinfo}, or its start; empty if it cannot be read. */
    static String cpuInfo(Host host) {
        try (KeptFile file = host.keep("/proc/cpuinfo")) {
            byte[] bytes = new byte[CPU_INFO_BYTES];
            return new String(bytes, 0, file.read(bytes), StandardCharsets.ISO_8859_1);
        } catch (UnreadableException e) {
            return "";
        }
    }

    private Detection pmic(Host host) {
        try {
            String answer = Vcgencmd.ask(host, PmicSampler.QUESTION);
            Set<String> rails = PmicAnswer.watts(answer).keySet();
            if (rails.isEmpty()) {
                return new Detection.Absent(
                        "vcgencmd pmic_read_adc tells no rail"
                                + answer.lines()
                                        .findFirst()
                                        .map(line -> ", but " + line)
                                        .orElse(""),
                        "Bring the firmware up to date: sudo rpi-eeprom-update -a, then restart.");
            }
            Vcgencmd repeated = Vcgencmd.repeated(host, PmicSampler.QUESTION);
            return new Detection.Found(List.of(new PmicSampler(rails, repeated, ThrottleWatch.of(host, nanoClock))));
        } catch (UnreadableException e) {
            return Vcgencmd.trouble(host, e);
        }
    }

    private Detection model(Host host, PiBoard board, List<String> before) {
        Optional<PublishedModel> model = PublishedModel.of(board);
        if (model.isEmpty()) {
            return new Detection.Absent(
                    "this board (" + board.describe() + ") measures nothing, and nobody published a model of its power",
                    "Measure it with a wattmeter between supply and board.");
        }
        try {
            LoadEnergy energy = new LoadEnergy(model.get().line(), MachineCpuUse.of(host), nanoClock);
            List<String> notes = new ArrayList<>(before);
            notes.add(model.get().note(board));
            notes.add(PublishedModel.ERROR);
            return new Detection.Found(List.of(new LoadSampler(energy, throttling(host, board), notes)));
        } catch (UnreadableException e) {
            return new Detection.Absent("the CPU use that the model needs is not known: " + e.getMessage(), "");
        }
    }

    private ThrottleWatch throttling(Host host, PiBoard board) {
        return board.name().equals(PiBoard.TINKER_BOARD)
                ? ThrottleWatch.blind("the board does not tell them")
                : ThrottleWatch.of(host, nanoClock);
    }
}
