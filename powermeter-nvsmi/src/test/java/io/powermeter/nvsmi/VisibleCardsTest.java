package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.nvsmi.VisibleCards.Card;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleCardsTest {
    private static final List<Card> CARDS = List.of(
            new Card("NVIDIA A100", "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6", false),
            new Card("NVIDIA A100", "GPU-89ffffff-0000-0000-0000-000000000000", false),
            new Card("NVIDIA A100", "GPU-1b5c0000-0000-0000-0000-000000000000", true));

    @TempDir
    Path root;

    private FakeHost host;

    @BeforeEach
    void start() {
        host = FakeHost.empty(root);
    }

    private String visible(List<Card> cards) {
        Set<Integer> hidden = VisibleCards.hidden(host, cards);
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < cards.size(); i++) {
            visible.append(hidden.contains(i) ? "" : i);
        }
        return visible.toString();
    }

    @Test
    void hidden_notSet_isNone() {
        assertThat(visible(CARDS)).isEqualTo("012");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | \"\"",
                "0 | 0",
                "2,0 | 02",
                "\" 1 , 2 \" | 12",
                "0,7,1 | 0",
                "-1 | \"\"",
                "1,-1,2 | 1",
                "NoDevFiles | \"\"",
                "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6 | 0",
                "GPU-8932 | 0",
                "gpu-8932 | \"\"",
                "GPU-89 | \"\"",
                "GPU-1B5C,GPU-89ff | 12",
                "MIG-GPU-1b5c0000-0000-0000-0000-000000000000/1/0 | 2",
                "MIG-6a1b2c3d-0000-0000-0000-000000000000 | 2",
                "99999999999999999999 | \"\""
            })
    void hidden_list_isReadAsCudaDoes(String list, String visible) {
        host.set("CUDA_VISIBLE_DEVICES", list);
        assertThat(visible(CARDS)).isEqualTo(visible);
    }

    @Test
    void hidden_numberAmongUnlikeCards_mayBeAnyUnlessTheOrderIsSet() {
        List<Card> cards = List.of(new Card("NVIDIA T4", "GPU-a", false), new Card("NVIDIA A100", "GPU-b", false));
        host.set("CUDA_VISIBLE_DEVICES", "0");
        assertThat(visible(cards)).isEqualTo("01");
        host.set("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        assertThat(visible(cards)).isEqualTo("0");
    }
}
