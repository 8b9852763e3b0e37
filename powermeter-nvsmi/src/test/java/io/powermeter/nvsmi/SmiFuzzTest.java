package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Quantity;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** Whatever stands in a document: nothing is thrown but that it is damaged, and what is read stands there. */
class SmiFuzzTest {
    private static final int MUTATIONS = 10_000;

    private static final List<String> DOCUMENTS = List.of("v9-384", "v12-535-mig", "v12-570", "v13-h100", "v13-gb200");

    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "&it;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?xml",
            "\u0000",
            "\ufffe",
            "\ud800",
            "<gpu>",
            "</gpu>",
            "<gpu id=\"x\">",
            "</nvidia_smi_log>",
            "<processes>",
            "<pid>",
            "N/A",
            " W",
            " MiB",
            "%",
            "-",
            ".",
            "9",
            "99999999999999999999",
            "1e9",
            "\n",
            "<!DOCTYPE a [<!ENTITY it \"7.00 W\">]>",
            "<a:b>",
            " a='1' a='1'");

    private static final Pattern TAG = Pattern.compile("<[!?/a-z][^<>]*>");

    private final Random random = new Random(20261122);

    @Test
    void cards_randomMutations_areReadAsTheyStandOrRefused() {
        List<String> documents = DOCUMENTS.stream().map(SmiMachine::resource).toList();
        int read = 0;
        int values = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String mutated = mutated(documents.get(i % documents.size()));
            try {
                List<SmiCard> cards = SmiDocument.cards(mutated);
                read++;
                values += cards.stream().mapToInt(card -> check(card, mutated)).sum();
            } catch (XMLStreamException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).as("documents still read").isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
        assertThat(values).isGreaterThan(read);
    }

    /** Holds each value that is read against the text, and returns how many there are. */
    private static int check(SmiCard card, String document) {
        int values = 0;
        String words = TAG.matcher(document).replaceAll("");
        for (SmiChannels.Source source : SmiChannels.of(List.of(card))) {
            String path = source.path();
            if (path != null) {
                double value = card.value(source.channel().quantity(), path);
                assertThat(value).isNotNegative();
                assertThat(value)
                        .isEqualTo(literal(
                                document,
                                words,
                                card.texts().get(path),
                                source.channel().quantity()));
                values++;
            }
        }
        card.processes().keySet().forEach(pid -> assertThat(document).contains(pid.toString()));
        return values;
    }

    /** Reads the number in another way, after a look whether it stands in the document. */
    private static double literal(String document, String words, String text, Quantity quantity) {
        String number = text.strip().split("[ a-zA-Z%]")[0];
        assertThat(words.contains(number)
                        || document.contains("CDATA")
                        || document.contains("&#")
                        || document.contains("<!--"))
                .as("%s of \"%s\"", quantity, text)
                .isTrue();
        double plain = Double.parseDouble(number);
        return switch (quantity) {
            case UTILIZATION -> plain / 100;
            case MEMORY ->
                plain
                        * (text.contains("K")
                                ? 0x1p10
                                : text.contains("G") ? 0x1p30 : text.contains("T") ? 0x1p40 : 0x1p20);
            case POWER -> plain * (text.contains("m") ? 1e-3 : text.contains("k") ? 1e3 : 1);
            default -> plain;
        };
    }

    private String mutated(String document) {
        StringBuilder text = new StringBuilder(document);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x250));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 4 -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                default -> {
                    if (random.nextInt(10) == 0) {
                        text.setLength(Math.max(1, at));
                    }
                }
            }
        }
        return text.toString();
    }
}
