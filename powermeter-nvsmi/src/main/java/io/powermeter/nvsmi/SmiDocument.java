package io.powermeter.nvsmi;

import io.powermeter.measurement.Quantity;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One document of {@code nvidia-smi -q -x}.
 *
 * <p>The DTD that it names says little of its shape (v12 has three) and is nowhere to be had, so what stands before the root is
 * not parsed, and what is there is read.
 */
final class SmiDocument {
    private static final XMLInputFactory PARSERS = parsers();

    private static final String ROOT = "<nvidia_smi_log";

    /** Real documents are 7 deep. */
    private static final int DEEPEST = 32;

    private static final int CARD_DEPTH = 2;

    /**
     * Elements that are cut out before the rest is parsed. Names of processes are anybody's to choose, and are written as they
     * are, whatever that does to the XML. The clocks that a card could run at are three quarters of a document.
     */
    private static final List<String> SKIPPED = List.of("process_name", "supported_clocks");

    private static final Set<String> WANTED = wanted();

    private final XMLStreamReader xml;
    private final String[] names = new String[DEEPEST + 1];
    private final StringBuilder text = new StringBuilder();
    private final List<SmiCard> cards = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> process = new HashMap<>();
    private final Map<Long, Double> processes = new HashMap<>();
    private String busId = "";

    private SmiDocument(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Returns the cards of a document, in its order.
     *
     * @throws XMLStreamException if it is damaged, or not what {@code nvidia-smi} writes
     */
    static List<SmiCard> cards(String document) throws XMLStreamException {
        int root = document.indexOf(ROOT);
        if (root < 0) {
            throw new XMLStreamException("no " + ROOT + ">");
        }
        String rest = document.substring(root);
        for (String element : SKIPPED) {
            rest = without(element, rest);
        }
        XMLStreamReader xml = PARSERS.createXMLStreamReader(new StringReader(rest));
        try {
            SmiDocument read = new SmiDocument(xml);
            read.elements();
            return List.copyOf(read.cards);
        } finally {
            xml.close();
        }
    }

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static Set<String> wanted() {
        Set<String> paths = new HashSet<>(SmiPower.paths());
        paths.addAll(List.of(SmiCard.NAME, SmiCard.UUID, SmiCard.MIG, SmiCard.UTILIZATION));
        paths.addAll(SmiChannels.GAUGES.stream().map(SmiChannels.Gauge::path).toList());
        return Set.copyOf(paths);
    }

    private static String without(String element, String document) {
        String beginning = "<" + element + ">";
        String ending = "</" + element + ">";
        StringBuilder rest = new StringBuilder(document.length());
        int from = 0;
        for (int begin = document.indexOf(beginning); begin >= 0; begin = document.indexOf(beginning, from)) {
            int end = document.indexOf(ending, begin);
            if (end < 0) {
                break;
            }
            rest.append(document, from, begin);
            from = end + ending.length();
        }
        return rest.append(document, from, document.length()).toString();
    }

    private void elements() throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(++depth);
                case XMLStreamConstants.END_ELEMENT -> end(depth--);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                default -> {}
            }
        }
    }

    private void begin(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("more than " + DEEPEST + " elements deep", xml.getLocation());
        }
        names[depth] = xml.getLocalName();
        text.setLength(0);
        if (isCard(depth)) {
            String id = xml.getAttributeValue(null, "id");
            busId = id == null ? "" : id;
            texts.clear();
            processes.clear();
        }
    }

    private void end(int depth) {
        if (isCard(depth)) {
            cards.add(new SmiCard(busId, texts, processes));
        } else if (depth > CARD_DEPTH && names[CARD_DEPTH].equals("gpu")) {
            part(depth);
        }
        text.setLength(0);
    }

    private boolean isCard(int depth) {
        return depth == CARD_DEPTH && names[CARD_DEPTH].equals("gpu");
    }

    private void part(int depth) {
        String first = names[CARD_DEPTH + 1];
        if (first.equals("processes") || first.equals("compute_processes")) {
            process(depth);
        } else if (depth <= CARD_DEPTH + 2) {
            String path = depth == CARD_DEPTH + 1 ? first : first + "/" + names[depth];
            if (WANTED.contains(path)) {
                texts.putIfAbsent(path, text.toString());
            }
        }
    }

    /** A process that has several contexts on the card is told once for each. */
    private void process(int depth) {
        if (depth == CARD_DEPTH + 3) {
            process.put(names[depth], text.toString());
        } else if (depth == CARD_DEPTH + 2) {
            String pid = process.getOrDefault("pid", "").strip();
            if (pid.matches("[1-9][0-9]{0,9}")) {
                double bytes = SmiValue.of(Quantity.MEMORY, process.get("used_memory"));
                processes.merge(Long.parseLong(pid), bytes, Double::sum);
            }
            process.clear();
        }
    }
}
