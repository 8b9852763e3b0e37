package io.powermeter.reports.picture;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Writes a drawing as SVG: its text is text, a screen reader can name it, and it asks for nothing from outside. */
public final class SvgFile {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** A hundredth of a pixel is finer than print, and half as long as what is drawn with. */
    private static final int DECIMALS = 2;

    /** These two are as wide as each other; the text is fitted into its place where there is neither. */
    private static final String FONTS = "DejaVu Sans, Verdana, sans-serif";

    private SvgFile() {}

    /**
     * Writes a drawing.
     *
     * @param name what the ids in it begin with, so that one page may hold several
     * @param width in pixels of 1/96 inch
     * @param title what the picture shows, for those who do not see it
     * @param drawing draws from 0, 0 to the width and height
     */
    public static void write(
            String name, int width, int height, String title, Consumer<Graphics2D> drawing, OutputStream out)
            throws IOException {
        try {
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
            context.setPrecision(DECIMALS);
            context.setComment(null);
            context.setIDGenerator(new Ids(name));
            Measuring graphics = new Measuring(context);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            drawing.accept(graphics);
            Element svg = graphics.getRoot();
            svg.setAttribute("viewBox", "0 0 " + width + " " + height);
            svg.setAttribute("role", "img");
            fonts(svg, graphics.widths);
            elements(svg, "defs").forEach(defs -> defs.removeAttribute("id"));
            Element told = svg.getOwnerDocument().createElementNS(NAMESPACE, "title");
            told.setTextContent(title);
            svg.insertBefore(told, svg.getFirstChild());
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(svg), new StreamResult(out));
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Document document() throws ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument(NAMESPACE, "svg", null);
    }

    /** A reader's fonts are others than those that the drawing was laid out with, so each text is told its width. */
    private static void fonts(Element svg, List<Double> widths) {
        svg.setAttribute("font-family", FONTS);
        elements(svg, "g")
                .filter(group -> group.hasAttribute("font-family"))
                .forEach(group -> group.setAttribute("font-family", FONTS));
        List<Element> texts = elements(svg, "text").toList();
        for (int i = 0; i < texts.size(); i++) {
            texts.get(i).setAttribute("textLength", String.format(Locale.ROOT, "%.1f", widths.get(i)));
            texts.get(i).setAttribute("lengthAdjust", "spacingAndGlyphs");
        }
    }

    private static Stream<Element> elements(Element svg, String name) {
        NodeList found = svg.getElementsByTagNameNS(NAMESPACE, name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static final class Ids extends SVGIDGenerator {
        private final String name;

        Ids(String name) {
            this.name = name;
        }

        @Override
        public String generateID(String prefix) {
            return super.generateID(name + "-" + prefix);
        }
    }

    /** Keeps the width of each text, in the order in which they are drawn and written. */
    private static final class Measuring extends SVGGraphics2D {
        private final List<Double> widths = new ArrayList<>();

        Measuring(SVGGeneratorContext context) {
            super(context, false);
        }

        @Override
        public void drawString(String text, float x, float y) {
            if (!text.isEmpty()) {
                super.drawString(text, x, y);
                widths.add(Theme.width(text, getFont()));
            }
        }
    }
}
