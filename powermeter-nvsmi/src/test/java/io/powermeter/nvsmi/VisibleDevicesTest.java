package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleDevicesTest {
    private static final List<VisibleDevices.Device> ALIKE = List.of(
            device("L4", "GPU-aa000000-0000-0000-0000-000000000000", false),
            device("L4", "GPU-ab000000-0000-0000-0000-000000000000", false),
            device("L4", "GPU-cc000000-0000-0000-0000-000000000000", false));

    private static final List<VisibleDevices.Device> MIXED = List.of(
            device("T4", "GPU-aa000000-0000-0000-0000-000000000000", false),
            device("A100", "GPU-bb000000-0000-0000-0000-000000000000", true),
            device("A100", "GPU-cc000000-0000-0000-0000-000000000000", true));

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "'0', 0",
        "'2,1', 1 2",
        "' 0 , 2 ', 0 2",
        "'0,1,2', 0 1 2",
        "'0,2,-1,1', 0 2",
        "'0,3,1', 0",
        "'0,,1', 0",
        "'0,x,1', 0",
        "'', ''",
        "' ', ''",
        "'-1', ''",
        "'none', ''",
        "'NoDevFiles', ''",
        "'99999999999', ''",
        "'GPU-aa000000-0000-0000-0000-000000000000', 0",
        "'GPU-ab', 1",
        "'GPU-AB', 1",
        "'GPU-cc,GPU-aa', 0 2",
        "'GPU-cc,GPU-a,GPU-aa', 2",
        "'GPU-dd,GPU-aa', ''",
        "'GPU-', ''",
        "'MIG-GPU-cc000000-0000-0000-0000-000000000000/3/0', 2",
        "'MIG-5b1a5a5e-0000-5555-9999-000000000000', ''",
    })
    void hides_cardsAlike_showsWhatCudaShows(String list, String shown) {
        assertThat(shown(ALIKE, "CUDA_VISIBLE_DEVICES", list)).isEqualTo(shown);
    }

    @Test
    void hides_noSetting_showsAll() {
        assertThat(shown(ALIKE, "OTHER", "0")).isEqualTo("0 1 2");
    }

    @Test
    void hides_indexOfDifferentCardsInTheOrderOfSpeed_isNotKnown() {
        assertThat(shown(MIXED, "CUDA_VISIBLE_DEVICES", "0")).isEqualTo("0 1 2");
        assertThat(shown(MIXED, "CUDA_VISIBLE_DEVICES", "GPU-aa")).isEqualTo("0");
    }

    @Test
    void hides_indexOfDifferentCardsInTheOrderOfTheBus_isKnown() {
        FakeHost host = FakeHost.empty(root).set("CUDA_VISIBLE_DEVICES", "0").set("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        assertThat(shown(host, MIXED)).isEqualTo("0");
    }

    @Test
    void hides_instanceById_mayBeOnAnyCardWithInstances() {
        assertThat(shown(MIXED, "CUDA_VISIBLE_DEVICES", "MIG-5b1a5a5e-0000-5555-9999-000000000000"))
                .isEqualTo("1 2");
    }

    private String shown(List<VisibleDevices.Device> devices, String setting, String value) {
        return shown(FakeHost.empty(root).set(setting, value), devices);
    }

    private static String shown(FakeHost host, List<VisibleDevices.Device> devices) {
        VisibleDevices visible = VisibleDevices.of(host, devices);
        return IntStream.range(0, devices.size())
                .filter(i -> !visible.hides(i))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static VisibleDevices.Device device(String name, String uuid, boolean mig) {
        return new VisibleDevices.Device(name, uuid, mig);
    }
}
