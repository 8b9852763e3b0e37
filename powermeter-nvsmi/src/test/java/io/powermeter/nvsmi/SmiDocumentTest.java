package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmiDocumentTest {
    private static final String DRAW = "gpu_power_readings/power_draw";

    @Test
    void cards_twoCards_areInTheDocumentsOrderWithTheirOwnTexts() throws XMLStreamException {
        List<SmiCard> cards = SmiDocument.cards(SmiMachine.resource("v9-384"));

        assertThat(cards).hasSize(2);
        assertThat(cards.get(0).name()).isEqualTo("GeForce GTX 1070");
        assertThat(cards.get(0).identity()).isEqualTo("GPU-00000090-1111-2222-3333-444444444444@00000000:01:00.0");
        assertThat(cards.get(0).processes()).isEqualTo(Map.of(1357L, 98 * 0x1p20, 3093L, 1920 * 0x1p20));
        assertThat(cards.get(1).texts()).containsEntry("power_readings/power_draw", "[Unknown Error]");
        assertThat(cards.get(1).processes()).isEmpty();
    }

    @Test
    void cards_migInstances_areNotTakenForTheirCard() throws XMLStreamException {
        SmiCard card = SmiDocument.cards(SmiMachine.resource("v12-535-mig")).get(0);

        assertThat(card.isMig()).isTrue();
        assertThat(card.texts()).containsEntry("fb_memory_usage/used", "87 MiB");
        assertThat(card.processes()).containsOnlyKeys(51L, 52L);
    }

    @Test
    void cards_processesOfOldDrivers_areFound() throws XMLStreamException {
        SmiCard card = SmiDocument.cards(SmiMachine.resource("v4-304")).get(0);

        assertThat(card.processes()).containsOnlyKeys(3301L);
    }

    @Test
    void cards_processWithTwoContexts_isOneWithTheSumOfItsMemory() throws XMLStreamException {
        SmiCard card = SmiDocument.cards(log("<gpu><processes>" + process("7", "10 MiB") + process("7", "5 MiB")
                        + process("8", "5 MiB") + process("8", "N/A") + process("-3", "5 MiB") + process("x", "1 MiB")
                        + "</processes></gpu>"))
                .get(0);

        assertThat(card.processes()).isEqualTo(Map.of(7L, 15 * 0x1p20, 8L, Double.NaN));
    }

    @Test
    void cards_processNameThatIsNoXml_costsNothingElse() throws XMLStreamException {
        String name = "<process_name>a & b </process_info> \u0007\ufffd\nsecond line</process_name>";
        SmiCard card = SmiDocument.cards(log("<gpu><processes><process_info><pid>9</pid>" + name
                        + "<used_memory>1 MiB</used_memory></process_info></processes></gpu>"))
                .get(0);

        assertThat(card.processes()).containsOnlyKeys(9L);
    }

    @Test
    void cards_textBesideElements_isNoDamage() throws XMLStreamException {
        String clocks = "<supported_mem_clock>\n5001 MHz\n<supported_graphics_clock>2100 MHz</supported_graphics_clock>"
                + "</supported_mem_clock>";
        assertThat(SmiDocument.cards(log("<gpu><supported_clocks>" + clocks + "</supported_clocks></gpu>")))
                .hasSize(1);
    }

    @Test
    void cards_entitiesThatGrow_areNotExpanded() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE nvidia_smi_log [<!ENTITY a0 \"1\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><nvidia_smi_log>").append(draw("&a29; W")).append("</nvidia_smi_log>");

        assertNoPower(bomb.toString());
    }

    @Test
    void cards_entityOfAFile_isNotLoaded(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "42.00 W");
        assertNoPower("<?xml version=\"1.0\"?><!DOCTYPE nvidia_smi_log [<!ENTITY it SYSTEM \"" + secret.toUri()
                + "\">]><nvidia_smi_log>" + draw("&it;") + "</nvidia_smi_log>");
    }

    @Test
    void cards_dtdThatExists_isNotLoaded(@TempDir Path folder) throws IOException {
        Path dtd = Files.writeString(folder.resolve("nvsmi.dtd"), "<!ENTITY it \"42.00 W\">");
        assertNoPower("<?xml version=\"1.0\"?><!DOCTYPE nvidia_smi_log SYSTEM \"" + dtd.toUri() + "\"><nvidia_smi_log>"
                + draw("&it;") + "</nvidia_smi_log>");
    }

    @Test
    void cards_dtdThatDoesNotExist_isTolerated() throws XMLStreamException {
        SmiCard card = SmiDocument.cards("<?xml version=\"1.0\" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM"
                        + " \"nvsmi_device_v99.dtd\">\n<nvidia_smi_log>" + draw("42.00 W") + "</nvidia_smi_log>")
                .get(0);

        assertThat(card.texts()).containsEntry(DRAW, "42.00 W");
    }

    @Test
    void cards_tooDeep_isRefused() {
        assertThatThrownBy(() -> SmiDocument.cards(log("<gpu>" + "<a>".repeat(100_000))))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("more than 32 elements deep");
    }

    @Test
    void cards_anotherDocument_isRefused() {
        assertThatThrownBy(() -> SmiDocument.cards("<html><gpu/></html>"))
                .isInstanceOf(XMLStreamException.class)
                .hasMessage("no <nvidia_smi_log>");
    }

    private static void assertNoPower(String document) {
        try {
            SmiDocument.cards(document)
                    .forEach(card -> assertThat(SmiPower.GPU.path(card)).isEmpty());
        } catch (XMLStreamException e) {
            assertThat(e).hasMessageContaining("entity");
        }
    }

    private static String draw(String text) {
        return "<gpu id=\"0\"><gpu_power_readings><power_draw>" + text + "</power_draw></gpu_power_readings></gpu>";
    }

    private static String process(String pid, String memory) {
        return "<process_info><pid>" + pid + "</pid><used_memory>" + memory + "</used_memory></process_info>";
    }

    private static String log(String inside) {
        return "<nvidia_smi_log>" + inside + "</nvidia_smi_log>";
    }
}
