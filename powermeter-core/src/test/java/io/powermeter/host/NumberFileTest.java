package io.powermeter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFileTest {
    private static final String FILE = "/sys/class/powercap/intel-rapl:0/energy_uj";

    @TempDir
    Path root;

    private FakeHost host;

    @BeforeEach
    void makeHost() {
        host = FakeHost.empty(root);
    }

    private long read(String content) throws UnreadableException {
        host.put(FILE, content);
        try (NumberFile file = host.openNumber(FILE)) {
            return file.read();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7<NONL>, 7",
        "262143328850, 262143328850",
        "-1, -1",
        "-40000<NONL>, -40000",
        "007, 7",
        "999999999999999999, 999999999999999999",
        "-999999999999999999, -999999999999999999",
    })
    void read_number_isItsValue(String content, long value) throws UnreadableException {
        assertThat(read(content)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "<EMPTY>, it is empty",
        "'', it does not start with a number",
        "garbage, it does not start with a number",
        "-, it does not start with a number",
        "--5, it does not start with a number",
        "' 5', it does not start with a number",
        "0x10, it holds more than a number",
        "12.5, it holds more than a number",
        "1 2, it holds more than a number",
        "5é, it holds more than a number",
        "1000000000000000000, more than 18 digits",
        "18446744073709551615, more than 18 digits",
        "-9223372036854775808, more than 18 digits",
        "99999999999999999999999999999999999999999999999, more than 18 digits",
    })
    void read_noNumber_saysWhy(String content, String why) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read " + FILE + ": " + why + ".")
                .extracting(e -> ((UnreadableException) e).reason())
                .isEqualTo(UnreadableException.Reason.NO_VALUE);
    }

    @Test
    void read_changedInPlace_seesTheChangeThroughTheOpenFile() throws UnreadableException {
        host.put(FILE, "123456");
        try (NumberFile file = host.openNumber(FILE)) {
            assertThat(file.read()).isEqualTo(123456);
            host.put(FILE, "9");
            assertThat(file.read()).isEqualTo(9);
        }
    }

    @Test
    void read_emptyForAWhile_readsAgainAfterwards() throws UnreadableException {
        host.put(FILE, "1");
        try (NumberFile file = host.openNumber(FILE)) {
            host.put(FILE, "<EMPTY>");
            assertThatThrownBy(file::read).hasMessage("Cannot read " + FILE + ": it is empty.");
            host.put(FILE, "2");
            assertThat(file.read()).isEqualTo(2);
        }
    }

    @Test
    void read_afterClose_opensAgainWhichFailsWhileItIsGone() throws UnreadableException {
        host.put(FILE, "1");
        NumberFile file = host.openNumber(FILE);
        file.close();
        host.remove(FILE);
        assertThatThrownBy(file::read)
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read " + FILE + ": no such file.");
        host.put(FILE, "2");
        assertThat(file.read()).isEqualTo(2);
        file.close();
        file.close();
    }

    @Test
    void read_interruptedThread_readsAllTheSame() throws UnreadableException {
        host.put(FILE, "1");
        try (NumberFile file = host.openNumber(FILE)) {
            Thread.currentThread().interrupt();
            assertThat(file.read()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file.read()).isEqualTo(1);
        }
    }

    @Test
    void openNumber_missing_saysSo() {
        assertThatThrownBy(() -> host.openNumber(FILE))
                .hasMessage("Cannot read " + FILE + ": no such file.")
                .extracting(e -> ((UnreadableException) e).reason())
                .isEqualTo(UnreadableException.Reason.MISSING);
    }

    @Test
    void openNumber_denied_saysSo() {
        host.put(FILE, "<EACCES>");
        assertThatThrownBy(() -> host.openNumber(FILE))
                .hasMessage("Cannot read " + FILE + ": permission denied.")
                .extracting(e -> ((UnreadableException) e).reason())
                .isEqualTo(UnreadableException.Reason.DENIED);
    }

    @Test
    void openNumber_directory_isNoValue() {
        host.put(FILE, "<DIR>");
        assertThatThrownBy(() -> {
                    try (NumberFile file = host.openNumber(FILE)) {
                        file.read();
                    }
                })
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("Cannot read " + FILE + ": ");
    }
}
