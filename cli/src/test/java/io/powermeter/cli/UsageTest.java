package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong words: exit code 2, one line on standard error that says what, where and the remedy, and nothing left behind. */
class UsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --unknown -- true | Unknown option: '--unknown'. See `powermeter run --help`.",
                "runn -- true | Unmatched arguments from index 0: 'runn'",
                "run | Missing required parameter: 'JOB'. See `powermeter run --help`.",
                "run --period fast -- true | Invalid value for option '--period': \"fast\" is not a duration; write for instance 100ms, 5s, 2m or 1h.",
                "run --period 0s -- true | the period must be from 1 ms to 1 h, not ",
                "run --period 2h -- true | the period must be from 1 ms to 1 h, not ",
                "run --timeout 0s -- true | --timeout must be 1 ms or longer; leave it out for a job without a limit.",
                "run --timeout -5s -- true | Invalid value for option '--timeout': \"-5s\" is not a duration; write for instance 100ms, 5s, 2m or 1h.",
                "run --country Frankreich -- true | Frankreich",
                "run --country Frnce -- true | France",
                "run --intensity many -- true | many",
                "run --pue 0.5 -- true | 0.5",
                "run --pue 1.6-1.1 -- true | pue must be a number, or two with a dash and the lower first, not \"1.6-1.1\"",
                "run --region aws:paris -- true | unknown cloud region \"aws:paris\"; give gcp:, aws: or azure: and the provider's own name of it",
                "run --embodied 1200 -- true | embodied carbon is kilograms by years of use, such as 1200kg/4y or 900-1500kg/4y, not \"1200\"",
                "run --grid France -- true | --grid: \"France\" tells no grid; give electricitymaps:ZONE, such as electricitymaps:FR, uk, uk:POSTCODE, or https://HOST/PATH#/JSON/POINTER.",
                "run --grid electricitymaps:FR -- true | --grid: electricitymaps:FR needs a token; put it into the environment as POWERMETER_GRID_TOKEN",
                "run --grid uk --grid-token-file no-file -- true | --grid-token-file no-file is not there. Give the file that holds the token.",
                "run --report pdf -- true | \"pdf\" is not a report; choose of html, png, svg, json, md, csv, tex, card, all, none.",
                "report --resolution 300 run | Invalid value for option '--resolution': expected one of [SCREEN, PRINT] (case-insensitive) but was '300'",
                "run --sysfs-root no-such-folder -- true | --sysfs-root no-such-folder is not a folder. Give the folder that holds class/powercap.",
                "run --tdp -5 -- true | --tdp must be a finite number of watts above 0, such as 65, not -5.0",
                "run -- snip --sparsity 1 | snip: --sparsity is 1.0, allowed is 0 or more, below 1. See `powermeter workloads snip`.",
                "run -- snip --execution bsr --block 8 | blocks of 8 x 8 do not divide the layer of 300 x 784 weights",
                "run -- magnitude --rounds 0 | magnitude: --rounds is 0, allowed is 1 to 100.",
                "run -- edge-popup --keep 1 | edge-popup: --keep is 1.0, allowed is above 0, below 1.",
                "run -- sgd --model vgg | sgd: Invalid value for option '--model': 'vgg' is not one of softmax, mlp, lenet300, lenet5, conv1, alexnet, vgg-d.",
                "workloads lenet | No workload lenet: choose one of sgd, early-exit,",
                "run -- sgd --threads 0 | sgd: --threads is 0, allowed is 1 to 64. See `powermeter workloads sgd`.",
                "run -- sgd --dataset cifar10 | sgd: --dataset cifar10 is not bundled: give the folder of its files with --data.",
                "run -- sgd --dataset svhn | sgd: Invalid value for option '--dataset': 'svhn' is not one of mnist, cifar10.",
                "run -- sgd --hidden 10 | sgd: --hidden is 10, but model lenet5 has layers of its own: leave --hidden out or take --model mlp.",
                "run -- sgd --model mlp --hidden 10,x | sgd: Invalid value for option '--hidden' (SIZE): 'x' is not an int",
                "run -- early-exit --thresholds=-1 | early-exit: --thresholds is -1.0, allowed is 0 or more, in nats.",
                "run -- early-exit --inferences 0 | early-exit: --inferences is 0, allowed is 1 to 100000000.",
                "run -- sgd --epochs 0 | sgd: --epochs is 0, allowed is 1 to 1000. See `powermeter workloads sgd`.",
                "run -- mcmc-sparse --sparsity 1 | mcmc-sparse: --sparsity is 1.0, allowed is 0 or more, below 1. See `powermeter workloads mcmc-sparse`.",
                "run -- mcmc-sparse --model lenet5 | mcmc-sparse: A chain moves networks of dense layers, the first of which may be a convolution, with ReLU between: take --model softmax, mlp, lenet300 or conv1.",
                "run -- snip --execution bsr --block 7 | snip: --block is 7, allowed is 1, 4 or 8.",
                "run --repeat 2 --baseline 1h --out new/x -- sgd --data no-such-folder | sgd: no-such-folder is not a folder: give --data the folder of the four MNIST files",
                "run -- mcmc-binary --neighbourhood column | No neighbourhood 'column': give a number of weights, row, row:NUMBER or block:SIDE, numbers of 1 or more.",
                "run -- sgd --epoch=1 | sgd: Unknown option: '--epoch=1'",
                "run --continue -- true | --continue needs the run to append to. Give its folder with --out.",
                "run --continue --out . -- true | . is not a run folder: there is no run.json in it.",
                "run --repeat 0 -- true | --repeat is 0, allowed is 1 or more.",
                "run --repeat many -- true | Invalid value for option '--repeat': 'many' is not an int. See `powermeter run --help`.",
                "run --warmup -1 -- true | --warmup is -1, allowed is 0 or more.",
                "run --cooldown long --repeat 2 -- true | Invalid value for option '--cooldown': \"long\" is not a duration",
                "run --repeat 2 --continue --out r -- true | --continue appends one run to another. Leave out --repeat, --warmup and --vs.",
                "run --repeat 2 -- true --vs | --vs stands between two jobs, and one of them has no words. A command's own --vs is told by sh -c '...'.",
                "run -- true --vs sgd --threads 0 | sgd: --threads is 0, allowed is 1 to 64. See `powermeter workloads sgd`.",
                "run --name= -- true | --name is empty. Give a name, or leave it out.",
                "run --out= -- true | --out is empty. Give a folder that is not there yet, or leave it out.",
                "run --name a -- true --vs true | --name is given 1 time for 2 jobs. Give one for each, in their order, or none.",
                "run --name a --name a -- true --vs true | --name is the same for two jobs, which then cannot be told apart. Give each its own.",
                "compare | Missing required parameter: 'RUN'. See `powermeter compare --help`.",
                "compare --by machine . | Cannot group by \"machine\". Give name, setting:KEY such as setting:job.model, or metric:KEY such as metric:sparsity.",
                "compare --country Frnce . | France",
                "compare --report pdf . | \"pdf\" is not a report; choose of ",
                "compare no-such-run | no-such-run is not a run folder: there is no run.json in it. Give the folder that `powermeter run` named at its end.",
                "run --repeat 2 --out . -- true | --out . is there already, and a recording is never overwritten. Give another folder.",
                "export a b | Missing required option: '--format=FORMAT'. See `powermeter export --help`.",
                "export --format csv a b | Invalid value for option '--format'",
                "export --format aipowermeter no-such-run x | no-such-run is not a run folder: there is no run.json in it.",
                "import no-such-folder | no-such-folder is not there. Give a folder of AIPowerMeter or a CSV file of OmegaWatt.",
                "import . | . is not a folder of AIPowerMeter: there is no power_metrics.json in it.",
                "import --zone Mars . | Invalid value for option '--zone'",
                "report | Missing required parameter: 'RUN'. See `powermeter report --help`.",
                "report no-such-run | no-such-run is not a run folder: there is no run.json in it. Give the folder that `powermeter run` named at its end.",
            })
    @ResourceLock(Resources.SYSTEM_ERR)
    void words_wrong_areToldInOneLine(String words, String expected) {
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = Main.run(words.split(" "));
        } finally {
            System.setErr(err);
        }
        assertOneLine(told.toString(StandardCharsets.UTF_8), expected);
        assertThat(exitCode).isEqualTo(2);
        assertThat(Path.of("runs")).doesNotExist();
        assertThat(Path.of("new")).doesNotExist();
    }

    @Test
    void run_emptyWattmeter_isRefused() throws Exception {
        String told = "--wattmeter is empty. Give a meter, such as shelly://192.168.1.20/switch/0.";
        assertRefused(told, "run", "--wattmeter", "", "--", "true");
    }

    @Test
    void run_dataFolderThatIsNotThere_isToldInOneLine() throws Exception {
        assertRefused("no-such-folder", "run", "--", "sgd", "--data", "no-such-folder");
    }

    @Test
    void run_truncatedImages_areToldInOneLine() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String name : new String[] {
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
        }) {
            Files.write(data.resolve(name), new byte[] {0, 0, 8, 3, 0, 0});
        }
        assertRefused("train-images-idx3-ubyte", "run", "--", "sgd", "--data", "data");
    }

    /** How a file begins is seen before anything is made; that it is cut off only when it is read. */
    @Test
    void run_severalWithDataThatIsCutOff_leavesNoFolder() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String kind : new String[] {"train", "t10k"}) {
            Files.write(
                    data.resolve(kind + "-images-idx3-ubyte"),
                    new byte[] {0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 28, 0, 0, 0, 28, 1});
            Files.write(data.resolve(kind + "-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 5, 1});
        }

        assertRefused(
                "sgd: data/train-images-idx3-ubyte is truncated",
                "run",
                "--repeat",
                "2",
                "--out",
                "new/x",
                "--",
                "sgd",
                "--data",
                "data");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void run_outThatExists_isRefusedAndUntouched() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(there.resolve("precious"), "results");

        assertRefused(
                "Cannot record to there: it is there already, and a recording is never overwritten. Give another folder"
                        + " with --out, or append to it with --continue.",
                "run",
                "--out",
                "there",
                "--",
                "true");
        assertThat(there).isDirectoryContaining("glob:**/precious");
        assertThat(Files.list(there)).hasSize(1);
        assertThat(there.resolve("precious")).hasContent("results");
    }

    @Test
    void run_outBelowAFile_isToldInOneLine() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertRefused("Cannot record to file/run: ", "run", "--out", "file/run", "--", "true");
    }

    @Test
    void debug_wrongUsage_showsWhereItComesFrom() throws Exception {
        MeterProcess.Outcome outcome =
                MeterProcess.in(folder).run("run", "--debug", "--sysfs-root", "no-such-folder", "--", "true");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("\tat io.powermeter.cli.", "powermeter: --sysfs-root no-such-folder");
    }

    @Test
    void help_eachCommand_goesToStandardOutput() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: powermeter run [options] -- <workload [its options] | command [args]>\n")
                .contains("--name", "--out", "--period", "--baseline", "--country", "--quiet", "126 and 127");
    }

    @Test
    void workloads_listsEachInALine() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("workloads");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().limit(WorkloadCommand.names().size()))
                .allMatch(line -> line.matches("[a-z-]+ +[A-Z].*\\.") && line.length() < 132)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyElementsOf(WorkloadCommand.names());
        assertThat(outcome.out()).contains("powermeter workloads NAME");
    }

    @Test
    void workloads_name_showsItsOptions() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("workloads", "early-exit");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("early-exit [options]", "--thresholds", "--epochs", "--data");
    }

    @Test
    void run_workloadHelp_showsItsOptionsAndMeasuresNothing() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--", "sgd", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("sgd [options]", "--epochs");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private void assertRefused(String expected, String... words) throws IOException, InterruptedException {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run(words);

        assertOneLine(outcome.err(), expected);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private static void assertOneLine(String err, String expected) {
        assertThat(err).startsWith("powermeter: ").contains(expected).endsWith("\n");
        assertThat(err.lines()).as(err).hasSize(1);
    }
}
