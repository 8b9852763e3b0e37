package io.powermeter.reports.picture;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes a drawing as SVG: its text is text, a screen reader can name it, and it asks for nothing from outside. */
public final class SvgFile {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** A hundredth of a pixel is finer than print, and half as long as what is drawn with. */
    private static final int DECIMALS = 2;

    private SvgFile() {}

    /**
     * Writes a drawing.
     *
     * @param width in pixels of 1/96 inch
     * @param title what the picture shows, for those who do not see it
     * @param drawing draws from 0, 0 to the width and height
     */
    public static void write(int width, int height, String title, Consumer<Graphics2D> drawing, OutputStream out)
            throws IOException {
        try {
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
            context.setPrecision(DECIMALS);
            context.setComment(null);
            SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            drawing.accept(graphics);
            Element svg = graphics.getRoot();
            svg.setAttribute("viewBox", "0 0 " + width + " " + height);
            svg.setAttribute("role", "img");
            Element name = svg.getOwnerDocument().createElementNS(NAMESPACE, "title");
            name.setTextContent(title);
            svg.insertBefore(name, svg.getFirstChild());
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
}
