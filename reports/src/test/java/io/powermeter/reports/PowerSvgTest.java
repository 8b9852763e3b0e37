package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Component;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.Summary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PowerSvgTest {
    @TempDir
    Path folder;

    @Test
    void write_measuredRun_keepsTextAsTextAndDrawsALineForEachComponent() throws Exception {
        String svg = svg(TestRuns.measured(folder.resolve("run")));

        assertThat(texts(svg, "text"))
                .contains(
                        "lenet5 on mnist", "Power (W)", "Time since the start of the job (s)", "train", "DRAM", "200");
        assertThat(texts(svg, "title")).containsExactly("lenet5 on mnist");
        assertThat(svg)
                .contains("viewBox=\"0 0 720 360\"")
                .contains("rgb(0,114,178)", "rgb(230,159,0)")
                .doesNotContain("<!DOCTYPE", "<image");
    }

    @Test
    void write_hostileNames_areText() throws Exception {
        String svg = svg(TestRuns.hostile(folder.resolve("run")));

        assertThat(parse(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(svg, "text")).anyMatch(text -> text.startsWith(TestRuns.HOSTILE));
    }

    @Test
    void write_nameThatNoXmlMayHold_isStillXml() throws Exception {
        String name = "a\uFFFFb\uFFFEc\0d\u001Be";

        assertThat(texts(svg(TestRuns.measured(folder.resolve("run"), name, List.of("true"))), "title"))
                .containsExactly("a b c d e");
    }

    @Test
    void write_longRun_isLight() throws Exception {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl",
                TestRuns.SECOND / 10,
                List.of(
                        TestRuns.energy("rapl/package-0", Component.CPU),
                        TestRuns.energy("rapl/dram-0", Component.DRAM)),
                List.of());
        RunInfo info = TestRuns.info("long", List.of("true"), List.of(rapl), Map.of(), null);
        try (RecordingWriter run = RecordingWriter.create(folder.resolve("run"), info)) {
            double[] joules = new double[2];
            for (int i = 0; i < 20_000; i++) {
                joules[0] += i * 7919 % 100;
                joules[1] += i * 6007 % 100;
                run.samples("rapl").append(i * TestRuns.SECOND / 10, joules);
            }
        }

        assertThat(svg(Summary.of(RecordingReader.read(folder.resolve("run"))))).hasSizeBetween(10_000, 200_000);
    }

    private static String svg(Summary summary) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PowerSvg.write(summary, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> texts(String svg, String element) throws Exception {
        NodeList found = parse(svg).getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
