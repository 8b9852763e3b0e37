package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmiSplitterTest {
    private static final String ONE = "<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n\t<a>1</a>\n</nvidia_smi_log>\n";
    private static final String TWO = ONE.replace("1</a>", "2</a>");

    private final List<String> documents = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final SmiSplitter splitter = new SmiSplitter(documents::add, remarks::add);

    @Test
    void line_documentsOneAfterAnother_areAllTaken() {
        feed(ONE + TWO + ONE);
        assertThat(documents).containsExactly(ONE, TWO, ONE);
        assertThat(remarks).isEmpty();
    }

    @Test
    void line_documentCutOff_isDropped() {
        for (int length = 0; length < ONE.length() - 2; length++) {
            documents.clear();
            feed(ONE.substring(0, length) + "\n" + TWO);
            assertThat(documents).as("after %d characters", length).containsExactly(TWO);
        }
    }

    @Test
    void line_cutAndNextOnTheSameLine_theNextIsTaken() {
        feed("<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n\t<a>1</" + TWO);
        assertThat(documents).containsExactly(TWO);
    }

    @Test
    void line_documentsWithoutLineEnds_areAllTaken() {
        String one = ONE.replace("\n", "");
        String two = TWO.replace("\n", "");
        splitter.line(one + two + one + " the end");
        assertThat(documents).extracting(String::strip).containsExactly(one, two, one);
        assertThat(remarks).containsExactly("the end");
    }

    @Test
    void line_brokenAnywhereBetweenElements_givesTheSameDocuments() {
        Random random = new Random(7);
        String flat = (ONE + TWO).replace("\n", "");
        for (int round = 0; round < 200; round++) {
            StringBuilder broken = new StringBuilder();
            for (String part : flat.split("(?<=>)")) {
                broken.append(part).append(random.nextBoolean() ? "\n" : "");
            }
            documents.clear();
            feed(broken + "\n");
            assertThat(documents).hasSize(2);
            assertThat(documents).extracting(d -> d.replace("\n", "")).containsExactly(flat.split("(?=<\\?xml)"));
        }
    }

    @Test
    void line_documentsWithoutDeclaration_areTaken() {
        feed("<nvidia_smi_log>\n</nvidia_smi_log>\n<nvidia_smi_log>\n</nvidia_smi_log>\n");
        assertThat(documents).hasSize(2);
    }

    @Test
    void line_wordsBetweenDocuments_areRemarks() {
        feed("\n  \n=====\nWARNING: infoROM is corrupted at gpu 0000:0B:00.0\n" + ONE + "Terminated\n");
        assertThat(remarks).containsExactly("WARNING: infoROM is corrupted at gpu 0000:0B:00.0", "Terminated");
    }

    @Test
    void line_documentWithoutEnd_isGivenUpAtEightMillionCharacters() {
        splitter.line("<?xml version=\"1.0\" ?>");
        String line = "x".repeat(1 << 16);
        for (int i = 0; i < 128; i++) {
            splitter.line(line);
        }
        assertThat(remarks).as("what comes after is no part of it").isEmpty();
        splitter.line("afterwards");
        feed(ONE);
        assertThat(remarks).containsExactly("afterwards");
        assertThat(documents).containsExactly(ONE);
    }

    private void feed(String text) {
        text.lines().forEach(splitter::line);
    }
}
