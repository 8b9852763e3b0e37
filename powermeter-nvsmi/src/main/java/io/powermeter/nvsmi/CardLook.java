package io.powermeter.nvsmi;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A first look at a card: what it tells, what is part of what, and what is worth knowing of it. */
final class CardLook {
    private final Nvml nvml;
    private final int index;
    private final long handle;
    private final String id;
    private final String model;
    private final String uuid;
    private final boolean mig;
    private final NvmlFields fields;
    private final List<NvmlCard.Source> sources = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable String module;
    private @Nullable String root;

    /**
     * Looks.
     *
     * @param otherModule the channel of another card's module, which may be this card's module as well; or null
     */
    CardLook(Nvml nvml, int index, long handle, @Nullable String otherModule) {
        this.nvml = nvml;
        this.index = index;
        this.handle = handle;
        this.id = "nvml/gpu-" + index;
        this.model = nvml.name(handle);
        this.uuid = nvml.uuid(handle);
        this.mig = nvml.isMig(handle);
        this.fields = new NvmlFields(nvml);
        notes.add(id + " is " + (model.isEmpty() ? "a card without a name" : model) + ", " + uuid + ", driver "
                + nvml.driverVersion() + ".");
        addModule(otherModule);
        addEnergy();
        addUse();
        describe();
    }

    int index() {
        return index;
    }

    long handle() {
        return handle;
    }

    String id() {
        return id;
    }

    String uuid() {
        return uuid;
    }

    NvmlFields fields() {
        return fields;
    }

    List<NvmlCard.Source> sources() {
        return sources;
    }

    List<Channel> channels() {
        return sources.stream().map(NvmlCard.Source::channel).toList();
    }

    /** Returns the id of the channel that tells the whole card's energy best, or null if none does. */
    @Nullable
    String root() {
        return root;
    }

    /** Returns the id of the channel that tells the power of the card's module, or null if none does. */
    @Nullable
    String module() {
        return module;
    }

    VisibleDevices.Device device() {
        return new VisibleDevices.Device(model, uuid, mig);
    }

    boolean isMig() {
        return mig;
    }

    List<String> notes() {
        return notes;
    }

    /** Returns what is known of how cards of this model sample their power. */
    List<String> limits() {
        return root == null ? List.of() : CardLimits.notes(model);
    }

    /** On a GB300 two cards share a module, and each tells its power; which ones do is decided from the readings. */
    private void addModule(@Nullable String otherModule) {
        NvmlCard.@Nullable Gauge gauge = anyField(NvmlFields.MODULE);
        if (gauge != null) {
            module = id + "/module";
            Channel channel = Channel.of(module, Component.BOARD, Quantity.POWER, Origin.MEASURED);
            add(otherModule == null ? channel : channel.mirrorOf(otherModule), gauge);
            notes.add(module + " holds " + id + " and what is on the module besides, such as a Grace processor.");
        }
    }

    private void addEnergy() {
        String whole = module;
        addRoot(working(nvml::joules), id, Quantity.ENERGY, whole);
        NvmlCard.@Nullable Gauge instant = field(NvmlFields.INSTANT, NvmlFields.CARD);
        NvmlCard.@Nullable Gauge average = field(NvmlFields.AVERAGE, NvmlFields.CARD);
        NvmlCard.@Nullable Gauge usage = instant == null ? working(nvml::wattsUsed) : null;
        addTwin(instant != null ? instant : usage, id + "/power", whole);
        addTwin(usage == null ? average : null, id + "/power-average", whole);
        root = root == null ? whole : root;
        addPart(anyField(NvmlFields.MEMORY));
    }

    /** Adds what tells the whole card's energy, if nothing better does. */
    private void addRoot(NvmlCard.@Nullable Gauge gauge, String channel, Quantity quantity, @Nullable String whole) {
        if (gauge != null) {
            Channel card = Channel.of(channel, Component.GPU, quantity, Origin.MEASURED);
            add(whole == null ? card : card.partOf(whole), gauge);
            root = channel;
        }
    }

    /** Adds what tells the same energy once more, or is the first to tell it. */
    private void addTwin(NvmlCard.@Nullable Gauge gauge, String channel, @Nullable String whole) {
        String first = root;
        if (first == null) {
            addRoot(gauge, channel, Quantity.POWER, whole);
        } else if (gauge != null) {
            Channel twin = Channel.of(channel, Component.GPU, Quantity.POWER, Origin.MEASURED);
            add(twin.partOf(first).mirrorOf(first), gauge);
        }
    }

    private void addPart(NvmlCard.@Nullable Gauge memory) {
        String whole = root;
        if (memory != null && whole != null) {
            Channel part = Channel.of(id + "/memory-power", Component.GPU, Quantity.POWER, Origin.MEASURED);
            add(part.partOf(whole), memory);
        }
    }

    private void addUse() {
        addGauge("utilization", Quantity.UTILIZATION, nvml::utilization);
        addGauge("memory", Quantity.MEMORY, nvml::memoryUsed);
        addGauge("temperature", Quantity.TEMPERATURE, nvml::celsius);
    }

    private void addGauge(String name, Quantity quantity, NvmlCard.Gauge gauge) {
        NvmlCard.@Nullable Gauge works = working(gauge);
        if (works != null) {
            add(Channel.of(id + "/" + name, Component.GPU, quantity, Origin.MEASURED), works);
        }
    }

    private void add(Channel channel, NvmlCard.Gauge gauge) {
        sources.add(new NvmlCard.Source(channel, gauge));
    }

    private NvmlCard.@Nullable Gauge working(NvmlCard.Gauge gauge) {
        return Double.isNaN(gauge.read(handle)) ? null : gauge;
    }

    /** Returns a gauge for a field that the card tells; one that it does not tell is never asked for again. */
    private NvmlCard.@Nullable Gauge field(int field, int scope) {
        NvmlFields trial = new NvmlFields(nvml);
        trial.add(field, scope);
        trial.add(field, NvmlFields.CARD);
        trial.read(handle);
        double watts = trial.watts(0);
        // scopes are younger than fields: where the same is told of the card, the driver may not know this one
        boolean isOfCard = scope != NvmlFields.CARD && watts == trial.watts(1);
        if (Double.isNaN(watts) || isOfCard) {
            return null;
        }
        int entry = fields.add(field, scope);
        return card -> fields.watts(entry);
    }

    private NvmlCard.@Nullable Gauge anyField(int scope) {
        NvmlCard.@Nullable Gauge instant = field(NvmlFields.INSTANT, scope);
        return instant != null ? instant : field(NvmlFields.AVERAGE, scope);
    }

    private void describe() {
        if (root == null) {
            notes.add(id + " tells neither energy nor power.");
        } else if (root.equals(module)) {
            notes.add(id + " tells the power of its module only.");
        } else if (!root.equals(id)) {
            notes.add(id + " has no counter of energy, as every card before Volta: its power is integrated.");
        }
        if (mig) {
            notes.add(id
                    + " is cut into instances (MIG), which have neither energy nor use of their own: the board's energy is"
                    + " told, and the job's share of it only while no one else has a process on the card.");
        }
    }
}
