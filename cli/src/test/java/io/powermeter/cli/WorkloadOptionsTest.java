package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The options of the bundled workloads, beside what these tell while they run. */
class WorkloadOptionsTest {
    static Collection<String> names() {
        return WorkloadCommand.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void settings_ofTheDefaults_areCalledAsTheOptionsAndReadAsThey(String name) {
        Map<String, String> told = told(name);
        Map<String, CommandLine.Model.OptionSpec> options =
                WorkloadCommand.all().get(name).getCommandSpec().optionsMap();

        for (String option : options.keySet()) {
            boolean isSetting = option.startsWith("--")
                    && !Set.of("--help", "--version").contains(option)
                    && !(option.equals("--hidden") && told.containsKey("model"));
            if (isSetting) {
                assertThat(told).as("what " + name + " tells").containsKey(option.substring(2));
            }
        }
        told.remove("data");
        String[] words = told.entrySet().stream()
                .filter(setting -> options.containsKey("--" + setting.getKey()))
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThat(told(name, words)).containsAllEntriesOf(told);
    }

    /** What a workload tells before it does anything. */
    private static Map<String, String> told(String name, String... words) {
        CommandLine line = WorkloadCommand.all().get(name);
        line.getParent()
                .parseArgs(Stream.concat(Stream.of(name), Stream.of(words)).toArray(String[]::new));
        Map<String, String> told = new LinkedHashMap<>();
        RuntimeException enough = new RuntimeException("enough");
        TrainingCommand.Task task = ((TrainingCommand) line.getCommand()).task();
        assertThatThrownBy(() -> task.run(new TrainingListener() {
                    @Override
                    public void setting(String setting, String value) {
                        told.put(setting, value);
                    }

                    @Override
                    public void phaseBegin(String phase) {
                        throw enough;
                    }
                }))
                .isSameAs(enough);
        return told;
    }

    @Test
    void help_ofChains_listsOnlyModelsThatAChainCanMove() {
        for (String name : List.of("mcmc-sparse", "mcmc-binary")) {
            assertThat(WorkloadCommand.all().get(name).getUsageMessage().replaceAll("\\s+", " "))
                    .contains("The network: softmax, mlp, lenet300, conv1 (default softmax).");
        }
    }

    @Test
    void metrics_toldInsidePhases_areNamedByThemForPeople() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JobEvents events = JobEvents.ofEnvironment(new PrintStream(out, true, StandardCharsets.UTF_8))) {
            for (String phase : List.of("dot-float-1000", "dot-binary-1000")) {
                events.phaseBegin("warmup");
                events.phaseEnd("warmup");
                events.phaseBegin(phase);
                events.metric("samples", 5);
                events.phaseEnd(phase);
            }
            events.metric("loss", 0.5);
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("dot-float-1000.samples 5", "dot-binary-1000.samples 5  loss 0.5");
    }
}
