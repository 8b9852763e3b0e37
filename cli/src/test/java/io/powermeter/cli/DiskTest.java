package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.recording.RecordingReader;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails before, during and after the job: each test has one of its own, in the folder {@code disk}. */
class DiskTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeMountPoint() throws IOException {
        Files.createDirectory(folder.resolve("disk"));
    }

    @AfterEach
    void unmount() throws Exception {
        shell("umount disk");
    }

    @Test
    void run_diskFullBeforeTheJob_isRefusedAndLeavesNothing() throws Exception {
        mountSmall();
        shell("head -c 1000000 /dev/zero >disk/fill");
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--out", "disk/run", "--", "touch", "ran");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo(
                        "powermeter: Cannot record to disk/run: No space left on device. Give a folder that can be made"
                                + " with --out.\n");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(folder.resolve("disk/run")).as("in the way of the next try").doesNotExist();
    }

    @Test
    void run_diskFullForTheReportsOnly_keepsTheRecordingAndSaysSo() throws Exception {
        mountSmall();
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--out", "disk/run", "--", "echo", "done");

        assertThat(outcome.out()).isEqualTo("done\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("powermeter: Cannot write disk/run/reports/report.html: No space left on device. ")
                .contains("  run     disk/run");
        Summary summary = Summary.of(RecordingReader.read(folder.resolve("disk/run")));
        assertThat(summary.recording().damages()).isEmpty();
        assertThat(summary.recording().endedEarly()).isFalse();
    }

    /** ext4 turns read-only at the first error; the kernel lets root report one. */
    @Test
    void run_diskTurnsReadOnly_jobGoesOnAndWhatWasWrittenReads() throws Exception {
        assumeTrue(
                shell("head -c 4000000 /dev/zero >image && mkfs.ext4 -qFO ^has_journal image"
                                + " && mount -o loop,errors=remount-ro image disk"
                                + " && echo /sys/fs/ext4/$(basename $(findmnt -no SOURCE disk))/trigger_fs_error >trigger"
                                + " && test -w $(cat trigger)")
                        == 0,
                "skipped: a disk that turns read-only needs root, a loop device and ext4");
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run(
                        "run",
                        "--report",
                        "json",
                        "--out",
                        "disk/run",
                        "--",
                        "sh",
                        "-c",
                        "sleep 0.5; echo x >$(cat trigger); sleep 0.3; echo done; exit 0");

        assertThat(outcome.out()).as("the job goes on").isEqualTo("done\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("powermeter: sh, the first ")
                .contains(
                        "powermeter: Cannot go on recording to disk/run: Read-only file system. What was written until"
                                + " then can be read.");
        Summary summary = Summary.of(RecordingReader.read(folder.resolve("disk/run")));
        assertThat(summary.recording().endedEarly()).isTrue();
        assertThat(summary.energy().joules()).isPositive();
    }

    private void mountSmall() throws Exception {
        assumeTrue(
                shell("mount -t tmpfs -o size=64k none disk") == 0,
                "skipped: a full disk needs a small one, and mounting one needs root");
    }

    private int shell(String script) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "(" + script + ") 2>/dev/null")
                .directory(folder.toFile())
                .start()
                .waitFor();
    }
}
