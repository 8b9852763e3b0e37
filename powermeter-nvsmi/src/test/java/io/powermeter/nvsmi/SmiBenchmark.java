package io.powermeter.nvsmi;

import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** Prints what it costs to read one document of {@code nvidia-smi}, as long as those of drivers of today. Run by hand. */
final class SmiBenchmark {
    private static final int ROUNDS = 5;
    private static final int DOCUMENTS = 400;

    /** A card's share of a document of driver 595 is 45 to 65 kB, most of it the clocks that it could run at. */
    private static final int CLOCKS = 600;

    private SmiBenchmark() {}

    public static void main(String[] args) throws XMLStreamException {
        for (int cards : new int[] {1, 8}) {
            String document = document(cards);
            double best = Double.POSITIVE_INFINITY;
            for (int round = 1; round <= ROUNDS; round++) {
                int[] found = {0};
                SmiSplitter splitter = new SmiSplitter(text -> found[0] += count(text), remark -> {});
                String[] lines = document.split("\n");
                long nanos = System.nanoTime();
                for (int i = 0; i < DOCUMENTS; i++) {
                    for (String line : lines) {
                        splitter.line(line);
                    }
                }
                best = Math.min(best, (System.nanoTime() - nanos) * 1e-3 / DOCUMENTS);
                if (found[0] != DOCUMENTS * cards) {
                    throw new IllegalStateException("read " + found[0] + " cards");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %8.2f us a document%n",
                    "nvidia-smi, " + cards + " cards, " + document.length() / 1000 + " kB",
                    best);
        }
    }

    private static int count(String document) {
        try {
            return SmiDocument.cards(document).size();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document(int cards) {
        String one = SmiMachine.resource("v13-h100");
        int begin = one.indexOf("\t<gpu id");
        int end = one.indexOf("</nvidia_smi_log>");
        String clocks = "\t\t\t\t<supported_graphics_clock>1980 MHz</supported_graphics_clock>\n".repeat(CLOCKS);
        String card = one.substring(begin, end).replace("</supported_mem_clock>", clocks + "</supported_mem_clock>");
        return one.substring(0, begin) + card.repeat(cards) + one.substring(end);
    }
}
