package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    private static final String NVPMODEL = "/usr/sbin/nvpmodel";

    @TempDir
    Path root;

    private String mode(FakeHost host) {
        return Platform.of(host).powerMode().orElse("none");
    }

    private FakeHost says(String text) {
        return FakeHost.empty(root).put(NVPMODEL, "#!/bin/sh\nprintf '" + text + "'");
    }

    @Test
    void powerMode_nvpmodel_isNameAndNumber() {
        assertThat(mode(says("NV Power Mode: MAXN\\n0\\n"))).isEqualTo("MAXN (0)");
    }

    @Test
    void powerMode_warningsBefore_areSkipped() {
        assertThat(mode(says(
                        "NVPM WARN: fan mode is not set!\\nNVPM WARN: 2 of 3\\nNV Power Mode: MODE_15W_6CORE\\n2\\n")))
                .isEqualTo("MODE_15W_6CORE (2)");
    }

    @Test
    void powerMode_fanLineBetween_isSkipped() {
        assertThat(mode(says("NV Fan Mode:quiet\\nNV Power Mode: 30W\\n3\\n"))).isEqualTo("30W (3)");
    }

    @Test
    void powerMode_withoutNumber_isTheName() {
        assertThat(mode(says("NV Power Mode: 25W\\n"))).isEqualTo("25W");
    }

    @Test
    void powerMode_nvpmodelRefuses_isWhatItKeeps() {
        FakeHost host = FakeHost.empty(root)
                .put(NVPMODEL, "#!/bin/sh\necho 'NVPM ERROR: need root' >&2; exit 255")
                .put("/var/lib/nvpmodel/status", "pmode:0002 fmode:quiet");
        assertThat(mode(host)).isEqualTo("number 2");
        host.put("/etc/nvpmodel.conf", "< POWER_MODEL ID=0 NAME=MAXN >\n< POWER_MODEL ID=2 NAME=15W >");
        assertThat(mode(host)).isEqualTo("15W (2)");
    }

    @Test
    void powerMode_nothingTells_isUnknown() {
        assertThat(mode(FakeHost.empty(root))).isEqualTo("none");
        assertThat(mode(says("NVPM ERROR: no config\\n"))).isEqualTo("none");
    }

    @Test
    void notes_releaseAndMode_areSentences() {
        FakeHost host =
                says("NV Power Mode: MAXN\\n0\\n").put("/etc/nv_tegra_release", "# R39 (release), REVISION: 2, x");
        assertThat(Platform.of(host).notes())
                .containsExactly(
                        "Jetson Linux: L4T R39.2 (JetPack 7).",
                        "Power mode when the meter began: MAXN (0); compare only runs of the same mode.");
    }

    @Test
    void of_procWithoutDeviceTree_takesTheOneOfSys() {
        FakeHost host = FakeHost.empty(root)
                .put("/sys/firmware/devicetree/base/model", "NVIDIA Jetson AGX Orin Developer Kit\0<NONL>");
        assertThat(Platform.of(host).model()).isEqualTo("NVIDIA Jetson AGX Orin Developer Kit");
    }

    @Test
    void isTegra_codeNameOfABoardAlone_isEnough() {
        FakeHost host = FakeHost.empty(root).put("/proc/device-tree/model", "quill");
        assertThat(Platform.of(host).isTegra()).isTrue();
        assertThat(Platform.of(host).isAnother()).isFalse();
    }

    @Test
    void notes_unknownRelease_namesNoJetPack() {
        FakeHost host = FakeHost.empty(root).put("/etc/nv_tegra_release", "# R44 (release), REVISION: 0.1, x");
        assertThat(Platform.of(host).notes()).containsExactly("Jetson Linux: L4T R44.0.1.");
    }
}
