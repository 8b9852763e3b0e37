package io.powermeter.nvsmi;

import java.io.IOException;
import javax.xml.stream.XMLStreamException;

/** Prints what a reading costs by each of the two ways to a card. */
final class NvsmiBenchmark {
    private NvsmiBenchmark() {}

    public static void main(String[] args) throws IOException, XMLStreamException {
        NvmlBenchmark.main(args);
        SmiBenchmark.main(args);
    }
}
