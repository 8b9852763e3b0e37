package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiBoardTest {
    @TempDir
    Path root;

    private String board(FakeHost host) {
        return PiBoard.of(host, PiProvider.cpuInfo(host))
                .map(b -> b.describe() + (b.hasPmic() ? " PMIC" : ""))
                .orElse("none");
    }

    private String model(PiBoard board) {
        return PublishedModel.of(board)
                .map(m -> m.idleWatts() + " + " + m.slopeWatts())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "0002, Raspberry Pi Model B Rev 1.0",
        "000e, Raspberry Pi Model B Rev 2.0",
        "100000e, Raspberry Pi Model B Rev 2.0",
        "0008, Raspberry Pi Model A Rev 2.0",
        "0010, Raspberry Pi Model B Plus Rev 1.2",
        "0015, Raspberry Pi Model A Plus Rev 1.1",
        "a01041, Raspberry Pi 2 Model B Rev 1.1",
        "a22042, Raspberry Pi 2 Model B Rev 1.2",
        "900092, Raspberry Pi Zero Rev 1.2",
        "9000c1, Raspberry Pi Zero W Rev 1.1",
        "a02082, Raspberry Pi 3 Model B Rev 1.2",
        "a020d3, Raspberry Pi 3 Model B Plus Rev 1.3",
        "9020e0, Raspberry Pi 3 Model A Plus Rev 1.0",
        "902120, Raspberry Pi Zero 2 W Rev 1.0",
        "a03111, Raspberry Pi 4 Model B Rev 1.1",
        "d03114, Raspberry Pi 4 Model B Rev 1.4",
        "c03130, Raspberry Pi 400 Rev 1.0",
        "a03140, Raspberry Pi Compute Module 4 Rev 1.0",
        "d04170, Raspberry Pi 5 Model B Rev 1.0 PMIC",
        "c04180, Raspberry Pi Compute Module 5 Rev 1.0 PMIC",
        "d04190, Raspberry Pi 500 Rev 1.0 PMIC",
        "c041f0, Raspberry Pi of type 0x1f Rev 1.0 PMIC",
        "a033f0, none",
        "0000, none",
        "0099, none",
    })
    void of_revisionCode_isTheBoard(String code, String expected) {
        FakeHost host = FakeHost.empty(root).put("/proc/cpuinfo", "Hardware\t: BCM2835\nRevision\t: " + code);
        assertThat(board(host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Raspberry Pi 4 Model B Rev 1.2, Raspberry Pi 4 Model B Rev 1.2",
        "Raspberry Pi Model B Rev 2, Raspberry Pi Model B Rev 2.0",
        "Raspberry Pi 3 Model B+, Raspberry Pi 3 Model B Plus",
        "Raspberry Pi Compute Module 5 Lite Rev 1.0, Raspberry Pi Compute Module 5 Lite Rev 1.0 PMIC",
        "Raspberry Pi 500 Rev 1.0, Raspberry Pi 500 Rev 1.0 PMIC",
        "ASUS Tinker Board, ASUS Tinker Board S",
        "ASUS Tinker Board (S), ASUS Tinker Board S",
        "Rockchip RK3288 Asus Tinker Board S, ASUS Tinker Board S",
        "ASUS Tinker Board 2/2S, none",
        "Orange Pi 5, none",
    })
    void of_deviceTree_isTheBoard(String model, String expected) {
        FakeHost host = FakeHost.empty(root).put("/proc/device-tree/model", model + "\0<NONL>");
        assertThat(board(host)).isEqualTo(expected);
    }

    @Test
    void of_deviceTreeOfAnotherMachine_isNotOverruledByARevision() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/device-tree/model", "Hardkernel ODROID-N2")
                .put("/proc/cpuinfo", "Revision\t: a02082");
        assertThat(board(host)).isEqualTo("none");
    }

    @Test
    void of_modelLineOfCpuInfo_standsInForTheDeviceTree() {
        FakeHost host = FakeHost.empty(root)
                .put(
                        "/proc/cpuinfo",
                        "CPU architecture: 7\nRevision\t: a02082\nModel\t\t: Raspberry Pi 3 Model B Rev 1.2");
        assertThat(board(host)).isEqualTo("Raspberry Pi 3 Model B Rev 1.2, 32 bit");
    }

    @Test
    void bits_withoutCpuInfo_areTheKernels() {
        FakeHost host = FakeHost.empty(root).put("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.2");
        for (String[] machine : new String[][] {{"aarch64", ", 64 bit"}, {"armv7l", ", 32 bit"}, {"riscv64", ""}}) {
            host.put("/usr/bin/uname", "#!/bin/sh\n[ \"$1\" = -m ] && echo " + machine[0]);
            assertThat(board(host)).isEqualTo("Raspberry Pi 4 Model B Rev 1.2" + machine[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Raspberry Pi 4 Model B, 1.2, 32, 2.2434 + 3.4842",
        "Raspberry Pi 4 Model B, 1.2, 64, 2.2857 + 4.5344",
        "Raspberry Pi 4 Model B, 1.1, 64, 2.3073 + 4.4958",
        "Raspberry Pi 4 Model B, 1.1, 32, 2.2058 + 3.7121",
        "Raspberry Pi 4 Model B, 1.5, 32, 2.2434 + 3.4842",
        "Raspberry Pi 4 Model B, NaN, 0, 2.2857 + 4.5344",
        "Raspberry Pi 400, 1.1, 32, 1.8221 + 5.0254",
        "Raspberry Pi 5 Model B, 1.1, 64, 4.4032 + 3.4579",
        "Raspberry Pi 3 Model B Plus, 1.3, 32, 2.0022 + 3.2983",
        "Raspberry Pi 3 Model B, 1.2, 32, 1.0782 + 3.4774",
        "Raspberry Pi 2 Model B, 1.1, 32, 1.2903 + 1.1488",
        "Raspberry Pi 2 Model B, 1.2, 32, none",
        "Raspberry Pi Model B Plus, 1.2, 32, 1.3143 + 0.122",
        "Raspberry Pi Model B, 2.0, 32, 2.9117 + 0.1424",
        "Raspberry Pi Model B, 1.0, 32, 1.5778 + 0.181",
        "Raspberry Pi Zero W, 1.1, 32, 0.9201 + 0.4733",
        "Raspberry Pi Zero, 1.3, 32, 0.4 + 0.8",
        "ASUS Tinker Board S, NaN, 32, 1.6289 + 5.3347",
        "Raspberry Pi Zero 2 W, 1.0, 64, none",
        "Raspberry Pi 3 Model A Plus, 1.0, 32, none",
        "Raspberry Pi Compute Module 4, 1.0, 64, none",
        "Raspberry Pi Model A, 2.0, 32, none",
    })
    void model_board_isThePublishedLineOfTheNearestRevision(String name, double revision, int bits, String expected) {
        assertThat(model(new PiBoard(name, revision, bits, false))).isEqualTo(expected);
    }
}
