package io.powermeter.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.TestFigures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PictureTest {
    private static final Map<String, Comparison> COMPARISONS = TestComparisons.all();
    private static final int BAR = 0x9ECAE6;
    private static final int CPU = 0x0072B2;
    private static final int REST = 0xD0D7DE;
    private static final int DRAM = 0xE69F00;

    static Set<String> comparisons() {
        return COMPARISONS.keySet();
    }

    @ParameterizedTest
    @CsvSource({
        "usual,          energy pareto learning power parts",
        "twelve,         energy pareto learning power parts",
        "one-group,      energy learning power parts",
        "no-quality,     energy power parts",
        "unknown-energy, learning",
        "zeros,          energy pareto learning power parts"
    })
    void of_comparison_areThoseThatShowSomething(String comparison, String names) {
        assertThat(Picture.of(comparison(comparison)).stream().map(Picture::name))
                .containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void draw_anyComparison_staysInsideAndFillsIt(String comparison) {
        for (Picture picture : Picture.of(comparison(comparison))) {
            int rim = 40;
            BufferedImage canvas = new BufferedImage(
                    picture.width() + 2 * rim, picture.height() + 2 * rim, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = canvas.createGraphics();
            graphics.setPaint(Color.MAGENTA);
            graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            graphics.translate(rim, rim);
            picture.draw(graphics);
            graphics.dispose();

            long outside = pixels(canvas, 0xFF00FF);
            long all = (long) canvas.getWidth() * canvas.getHeight();
            assertThat(all - outside).as(picture.name()).isEqualTo((long) picture.width() * picture.height());
        }
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void writeSvg_anyComparison_keepsItsTextInside(String comparison) throws Exception {
        for (Picture picture : Picture.of(comparison(comparison))) {
            for (Element text : elements(parse(svg(picture)), "text")) {
                double from = Double.parseDouble(text.getAttribute("x"));
                double width = Double.parseDouble(text.getAttribute("textLength"));
                boolean upright = ((Element) text.getParentNode())
                                .getAttribute("transform")
                                .isEmpty()
                        && text.getAttribute("transform").isEmpty();
                assertThat(upright ? from : 0)
                        .as("%s: %s", picture.name(), text.getTextContent())
                        .isBetween(0.0, picture.width() - (upright ? width : 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"192, 1440", "300, 2250"})
    void writePng_resolution_isItsSizeAndToldInTheFile(int dotsPerInch, int width) throws IOException {
        Picture picture = picture(comparison("usual"), "energy");
        byte[] png = png(picture, dotsPerInch);

        assertThat(image(png).getWidth()).isEqualTo(width);
        assertThat(image(png).getHeight()).isEqualTo(Math.round(picture.height() * dotsPerInch / 96.0));
        assertThat(dotsPerInch(png)).isCloseTo(dotsPerInch, within(0.02));
    }

    @Test
    void write_sameComparisonTwice_isTheSameToTheByte() throws IOException {
        List<Picture> first = Picture.of(TestComparisons.usual());
        List<Picture> second = Picture.of(TestComparisons.usual());

        for (int i = 0; i < first.size(); i++) {
            assertThat(svg(second.get(i))).isEqualTo(svg(first.get(i)));
            assertThat(png(second.get(i), 48)).isEqualTo(png(first.get(i), 48));
        }
    }

    @Test
    void writeSvg_twelveGroups_namesEachInEveryPicture() throws Exception {
        for (Picture picture : Picture.of(comparison("twelve"))) {
            String texts = String.join("\n", texts(picture));
            assertThat(IntStream.rangeClosed(1, 12).mapToObj(i -> "method " + i))
                    .as(picture.name())
                    .allMatch(name -> texts.matches("(?s).*" + name + "\\b.*"));
            assertThat(texts).doesNotContain("not drawn");
        }
    }

    @Test
    void writeSvg_moreGroupsThanCanBeToldApart_saysHowManyAreLeftOut() throws Exception {
        for (Picture picture : Picture.of(comparison("fifteen"))) {
            assertThat(texts(picture)).as(picture.name()).contains("3 more groups are not drawn.");
        }
    }

    @Test
    void writeSvg_baselineBeyondTheFirstTwelve_isDrawn() throws Exception {
        Comparison comparison = Comparison.of(
                IntStream.rangeClosed(1, 14)
                        .mapToObj(i -> TestFigures.named("m" + i, 100 + i).run())
                        .toList(),
                new Comparison.Terms(Comparison.Terms.USUAL.by(), "m14", "accuracy", false));

        assertThat(texts(picture(comparison, "energy")))
                .contains("m14", "baseline", "m11")
                .doesNotContain("m12");
    }

    @Test
    void writeSvg_hostileNames_areCutAndAreText() throws Exception {
        for (Picture picture : Picture.of(comparison("hostile"))) {
            String svg = svg(picture);
            assertThat(elements(parse(svg), "script")).isEmpty();
            assertThat(svg).doesNotContain("\u202E", "\uFFFF", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
            assertThat(String.join("\n", texts(picture))).contains("\"><scrip", "שלום עולם", "🔋🔌", "without name");
        }
    }

    @Test
    void writeSvg_picturesOfOnePage_shareNoId() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Picture picture : Picture.of(comparison("usual"))) {
            Stream.of(svg(picture).split(" id=\""))
                    .skip(1)
                    .map(rest -> rest.substring(0, rest.indexOf('"')))
                    .forEach(ids::add);
        }

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void energy_groups_haveVerdictsBesideTheBaseline() throws Exception {
        assertThat(texts(picture(comparison("usual"), "energy")))
                .contains("baseline", "better", "not resolved", "416.0 ± 6.1 J, 5 runs", "× 0.5237 (0.5152 to 0.5324)");
    }

    @Test
    void energy_oneRunEach_hasNoInterval() throws Exception {
        assertThat(texts(picture(comparison("one-run-each"), "energy")))
                .contains("800.0 J, 1 run", "not resolved", "× 0.375")
                .noneMatch(text -> text.contains("±"));
    }

    @Test
    void energy_twiceTheJoules_isABarOfTwiceTheLength() throws IOException {
        double half = pixels(image(png(picture(runs(1000, 400), "energy"), 96)), BAR);
        double whole = pixels(image(png(picture(runs(1000, 800), "energy"), 96)), BAR);

        assertThat(whole / half).isCloseTo(2, within(0.05));
    }

    @Test
    void energy_estimatedGroup_isHatchedAndSaidSo() throws Exception {
        Picture picture = picture(comparison("estimated"), "energy");

        assertThat(texts(picture)).contains("ESTIMATED by a model, not measured: tdp model.");
        assertThat(elements(parse(svg(picture)), "line")).hasSizeGreaterThan(60);
        assertThat(elements(parse(svg(picture(comparison("two-runs"), "energy"))), "line"))
                .hasSizeLessThan(30);
    }

    @Test
    void parts_components_areStackedByTheirJoules() throws IOException {
        BufferedImage image = image(png(picture(runs(1000), "parts"), 192));
        BufferedImage components = image.getSubimage(0, 0, 880, image.getHeight());

        // 70 % and 30 %, beside the two squares of the legend
        double legend = 22 * 20;
        assertThat((pixels(components, CPU) - legend) / (pixels(components, DRAM) - legend))
                .isCloseTo(7.0 / 3, within(0.1));
    }

    @Test
    void parts_phaseThatOneRunDoesNotKnow_isAmongTheRest() throws Exception {
        RunFigures known = TestFigures.named("a", 1000).run();
        RunFigures unknown =
                TestFigures.named("a", 1000).unknownPhase("test").number(2).run();
        BufferedImage image = image(png(picture(TestComparisons.of(Stream.of(known, unknown)), "parts"), 192));
        BufferedImage phases = image.getSubimage(890, 0, image.getWidth() - 890, image.getHeight());

        // 80 % in train, and of the 20 % in test one half is known
        assertThat(texts(picture(TestComparisons.of(Stream.of(known, unknown)), "parts")))
                .contains("no phase, or not known by itself");
        double legend = 22 * 20;
        assertThat((pixels(phases, CPU) - legend) / (pixels(phases, DRAM) - legend))
                .isCloseTo(8, within(0.5));
        assertThat((pixels(phases, CPU) - legend) / (pixels(phases, REST) - legend))
                .isCloseTo(8, within(0.5));
    }

    @Test
    void pareto_beatenGroup_isGrey() throws Exception {
        assertThat(svg(picture(comparison("usual"), "pareto"))).contains("rgb(140,149,159)");
        assertThat(svg(picture(runs(1000, 400), "pareto"))).contains("rgb(140,149,159)");
        assertThat(svg(picture(
                        TestComparisons.of(Stream.of(
                                TestFigures.named("good", 1000)
                                        .metric("accuracy", 0.9)
                                        .run(),
                                TestFigures.named("cheap", 400)
                                        .metric("accuracy", 0.8)
                                        .run())),
                        "pareto")))
                .doesNotContain("rgb(140,149,159)");
    }

    @Test
    void power_sharedPhases_haveAPanelEach() throws Exception {
        assertThat(texts(picture(comparison("usual"), "power")))
                .contains("train", "test", "Time since its beginning (s)")
                .doesNotContain("whole run");
    }

    private static Comparison runs(double... joules) {
        return TestComparisons.of(IntStream.range(0, joules.length)
                .mapToObj(i -> TestFigures.named("g" + i, joules[i])
                        .metric("accuracy", 0.9)
                        .run()));
    }

    private static Comparison comparison(String name) {
        return COMPARISONS.get(name);
    }

    private static Picture picture(Comparison comparison, String name) {
        return Picture.of(comparison).stream()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] png(Picture picture, int dotsPerInch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture.writePng(dotsPerInch, out);
        return out.toByteArray();
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static double dotsPerInch(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            Element tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_1.0");
            Element size =
                    (Element) tree.getElementsByTagName("HorizontalPixelSize").item(0);
            return 25.4 / Double.parseDouble(size.getAttribute("value"));
        } finally {
            reader.dispose();
        }
    }

    private static long pixels(BufferedImage image, int colour) {
        return Stream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .flatMapToInt(IntStream::of)
                .filter(pixel -> (pixel & 0xFFFFFF) == colour)
                .count();
    }

    private static String svg(Picture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture.writeSvg(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> texts(Picture picture) throws Exception {
        return elements(parse(svg(picture)), "text").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
