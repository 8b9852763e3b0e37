package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchLayoutTest {
    private static final List<Double> HISTORY = List.of(0.0, 110.0, 220.0, Double.NaN, 330.0);

    private static String screen(Glyphs glyphs, int width, int height) {
        return WatchScreen.lines(Snapshots.server(), HISTORY, new WatchLayout(glyphs, width), height).stream()
                .map(WatchScreen.Line::text)
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({"=C, en_US.UTF-8, ASCII", "'', C.utf8, UNICODE", "'', '', ASCII", "=de_DE.UTF-8, C, UNICODE"})
    void glyphs_ofTheUsersLocale_areThoseItHas(String all, String lang, Glyphs glyphs) {
        assertThat(Glyphs.ofLocale(all, Map.of("LANG", lang))).isEqualTo(glyphs);
    }

    @Test
    void screen_wide_hasEveryColumn() {
        assertThat(screen(Glyphs.UNICODE, 100, 30)).isEqualTo("""
                312.5 W ESTIMATED  10.80 kJ in 43.2 s  101.0 W to 330.3 W, mean 250.0 W
                ▁▃▆ █
                CHANNEL                     POWER  ORIGIN                      LOWEST      MEAN   HIGHEST    SO FAR
                rapl/psys                 112.5 W  MEASURED  ███████          50.00 W   90.00 W   130.0 W  3.888 kJ
                  rapl/package-0          60.00 W  MEASURED  ████             30.00 W   50.00 W   80.00 W  2.160 kJ
                    rapl/package-0/core         –  MEASURED                   20.00 W   30.00 W   60.00 W  1.296 kJ
                nvidia/0                  200.0 W  ESTIMATED █████████████    40.00 W   160.0 W   220.0 W  6.912 kJ
                nvidia/0/temperature 61 degC  nvidia/0/utilization 87.5 %
                    PID   CPU %    POWER  GPU %  PROCESS  (by CPU time, of 60.00 W CPU)
                   4321   200.0  37.50 W   87.5  python3
                     77   100.0  18.75 W         ?[2Jevil??
                      1    10.0  1.875 W         systemd
                           10.0  1.875 W         all others, and what ended meanwhile
                note: rapl/package-0/core tells nothing: ?]0;x?.
                q ends  meter 0.6 % of a core  not found: hwmon, pi  see `powermeter sensors`""");
    }

    @Test
    void screen_narrowAndLowInAscii_keepsPowerAndOrigin() {
        assertThat(screen(Glyphs.ASCII, 40, 12)).isEqualTo("""
                312.5 W ESTIMATED  10.80 kJ in 43.2 s
                _:+ #
                CHANNEL                 POWER  ORIGIN
                rapl/psys             112.5 W  MEASURED
                  rapl/package-0      60.00 W  MEASURED
                    rapl/package-0/         -  MEASURED
                    PID   CPU %    POWER  GPU %  PROCESS
                   4321   200.0  37.50 W   87.5  python3
                     77   100.0  18.75 W         ?[2Jevi
                           20.0  3.750 W         all oth
                note: rapl/package-0/core tells nothing:
                q ends  meter 0.6 % of a core""");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 3", "40, 10", "57, 24", "80, 24", "300, 100"})
    void screen_anySize_fitsAndSteersNothing(int width, int height) {
        List<String> lines = screen(Glyphs.ASCII, width, height).lines().toList();

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(height)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(width).matches("[\\x20-\\x7E]*"));
    }

    @Test
    void line_forLogs_isOneLine() {
        assertThat(WatchLines.text(Snapshots.server()))
                .isEqualTo("2026-01-02T03:04:05Z  312.5 W ESTIMATED  10.80 kJ  (rapl/psys 112.5 W, nvidia/0 200.0 W)"
                        + "  top: python3 37.50 W, ?[2Jevil?? 18.75 W, systemd 1.875 W");
    }
}
