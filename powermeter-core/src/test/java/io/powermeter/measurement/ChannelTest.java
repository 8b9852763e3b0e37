package io.powermeter.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
    private static Channel energy(String id) {
        return Channel.of(id, Component.CPU, Quantity.ENERGY, Origin.MEASURED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rapl/package-0", "a", "hwmon/ina3221@40/VDD_IN", "x:1.2+3"})
    void constructor_goodId_isKept(String id) {
        assertThat(energy(id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a,b", "a\"b", "a/", "/a", "a//b", "a\nb", "ä", "a\n"})
    void constructor_badId_saysWhatItMustMatch(String id) {
        assertThatThrownBy(() -> energy(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channel id \"" + id + "\" must match [A-Za-z0-9_.:@+-]+(/[A-Za-z0-9_.:@+-]+)*");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void wrapsAt_notAboveZero_isRefused(double value) {
        assertThatThrownBy(() -> energy("a").wrapsAt(value))
                .hasMessage("a: only a counter wraps, and at a value above 0, not " + value);
    }

    @Test
    void wrapsAt_gauge_isRefused() {
        Channel gauge = Channel.of("a", Component.GPU, Quantity.POWER, Origin.MEASURED);
        assertThatThrownBy(() -> gauge.wrapsAt(10)).hasMessageStartingWith("a: only a counter wraps");
    }

    @Test
    void partOfAndMirrorOf_itself_isRefused() {
        assertThatThrownBy(() -> energy("a").partOf("a")).hasMessage("a cannot be part or mirror of itself");
        assertThatThrownBy(() -> energy("a").mirrorOf("a")).hasMessage("a cannot be part or mirror of itself");
    }

    @Test
    void withers_chained_keepEachOther() {
        Channel channel = energy("a").partOf("b").wrapsAt(300).mirrorOf("c");
        assertThat(channel)
                .isEqualTo(new Channel("a", Component.CPU, Quantity.ENERGY, Origin.MEASURED, "b", 300.0, "c"));
        assertThat(energy("a").mirrorOf("c").wrapsAt(300).partOf("b")).isEqualTo(channel);
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void tellsEnergy_everyQuantity_onlyEnergyAndPower(Quantity quantity) {
        Channel channel = Channel.of("a", Component.CPU, quantity, Origin.MEASURED);
        assertThat(channel.tellsEnergy()).isEqualTo(quantity == Quantity.ENERGY || quantity == Quantity.POWER);
    }

    @Test
    void unit_everyQuantity_isItsSymbol() {
        assertThat(Quantity.values()).extracting(Quantity::unit).containsExactly("J", "W", "s", "1", "B", "degC");
        assertThat(Quantity.values())
                .filteredOn(Quantity::isCounter)
                .containsExactly(Quantity.ENERGY, Quantity.CPU_TIME);
    }
}
