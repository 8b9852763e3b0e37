package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WattmetersTest {
    static Stream<String> examples() {
        String listed = Scheme.listed();
        return Arrays.stream(
                listed.substring(listed.indexOf(": ") + 2, listed.length() - 1).split(", "));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void check_exampleOfEachKind_isRight(String line) {
        assertThatCode(() -> Wattmeters.parse(line)).doesNotThrowAnyException();
    }

    @Test
    void examples_all_areOfDifferentKindsAndNoneIsLeftOut() {
        assertThat(examples().map(line -> line.split(":")[0]))
                .doesNotHaveDuplicates()
                .hasSize(Scheme.values().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "omegawatt:/dev/ttyUSB0?channel=1,2&channels=12&name=rack",
                "shelly://shelly_plug-7.local:8080/pm1/3?period=500ms&timeout=1s",
                "shelly://[fe80::1]/em/0?component=gpu&part-of=rapl/package-0",
                "shelly1://10.0.0.2/emeter/1?password-env=PLUG",
                "tasmota://tasmota_1A2B3C?channel=2",
                "tasmota://10.0.0.2?field=SML.Power_curr",
                "redfish://root@bmc/redfish/v1/Chassis/System.Embedded.1?insecure=true&password-env=BMC",
                "redfish://bmc?tls=false",
                "ipmi:",
                "ipmi:?sensor=Pwr Consumption",
                "hwmon:/sys/class/hwmon/hwmon3?sensor=power2",
                "command?component=gpu&label=Power%3A: sh -c 'x | y?z=1'",
                "poll?column=4&unit=mW:/usr/bin/meter --watts",
                "csv:/data/a b.csv?column=P total (W)&time=when",
                "nut:ups",
                "serial:/dev/serial/by-id/usb-1?baud=115200&column=2",
            })
    void check_rightLines_pass(String line) {
        assertThatCode(() -> Wattmeters.parse(line)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "hello ~ a wattmeter's line begins with its kind and a colon. The kinds, each with an example: command: my-meter",
                "fritz://box ~ \"fritz\" is no kind of wattmeter. The kinds, each with an example: command: my-meter",
                "shelly:host ~ //HOST is expected behind the colon",
                "shelly://host/meter/0 ~ Gen1 devices are of the kind shelly1",
                "shelly://host:99999 ~ a port is a number from 1 to 65535",
                "shelly://me@host ~ no user is expected",
                "shelly://host?watts=3 ~ \"watts\" is no parameter of it; these are: component, name, part-of, password-env",
                "shelly://host?timeout=5s ~ timeout must be a time from 10ms to 2000ms, such as 2000ms or 1s",
                "shelly://host?period=1 ~ period must be a time from 10ms",
                "shelly://host?name=a/b ~ name must be 1 to 40 letters",
                "shelly://host?name=rapl ~ not the name of another sampler",
                "shelly://host?name= ~ name has no value",
                "shelly://host?name=a&name=b ~ name is given twice",
                "shelly://host?name=%zz ~ in name two digits must follow %",
                "shelly://host?component=disk ~ component must be one of board, cpu, dram, gpu, wall",
                "shelly://host?part-of=a//b ~ part-of must be the id of another channel",
                "shelly://host?password-file=x ~ password-file must be a whole path",
                "shelly://host?password-file=/x&password-env=Y ~ give password-file= or password-env=, not both",
                "shelly1://host/relay/0 ~ the path must be meter/N or emeter/N",
                "tasmota://host/1 ~ a channel is given by channel=N",
                "tasmota://host?channel=9 ~ channel must be a whole number from 1 to 8",
                "homewizard://host/api ~ neither path nor user is expected",
                "omegawatt:ttyUSB0 ~ the path of a serial port is expected",
                "omegawatt:/dev/ttyUSB0?channel=7 ~ channel must be one or more different numbers from 1 to 6",
                "omegawatt:/dev/ttyUSB0?channel=1,1 ~ channel must be one or more different numbers",
                "omegawatt:/dev/ttyUSB0?channels=8 ~ channels must be a multiple of 6",
                "serial:/dev/ttyUSB0?baud=fast ~ baud must be a whole number from 50 to 4000000",
                "redfish://host?insecure=yes ~ insecure must be true or false",
                "redfish://host?insecure=true&tls=false ~ insecure=true is for TLS",
                "ipmi:host ~ nothing is expected behind the colon but parameters",
                "nut:-x ~ UPS or UPS@HOST is expected",
                "hwmon:../x ~ a chip is expected behind the colon",
                "hwmon:ina219?sensor=in1 ~ sensor must be powerN or energyN",
                "command: ~ a program is expected",
                "command: a 'b ~ quotes must be closed",
                "command?label=a&column=1: a ~ give label= or column=, not both",
                "poll?unit=V: a ~ unit must be W, mW, uW or kW",
                "csv:file.csv?column=a ~ the whole path of a file",
                "csv:/file.csv ~ column= must name the column",
                "csv?column=a:/file.csv ~ parameters stand at the end",
            })
    void check_wrongLines_sayWhatIsWrongAndShowARightOne(String line, String message) {
        assertThatThrownBy(() -> Wattmeters.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shelly://admin:hunter2@host/switch/0",
                "redfish://root:hunter2@host/1",
                "redfish://root:hun/ter2hunter2@host/1",
                "tasmota://host?password=hunter2",
                "shelly://host?pass=hunter2",
                "shelly1://host?token=hunter2",
                "redfish://root:a?hunter2@host",
                "hunter2",
                "//root:hunter2@host",
            })
    void check_passwordInTheLine_isRefusedAndNotRepeated(String line) {
        assertThatThrownBy(() -> Wattmeters.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void parse_severalLines_areNumberedAndBlankOnesSkipped() {
        assertThat(Wattmeters.parse("shelly://a\n\n  tasmota://b?name=rack \nhomewizard://c")
                        .meters())
                .extracting(meter -> meter.line().name())
                .containsExactly("wattmeter-1", "rack", "wattmeter-3");
    }

    @Test
    void parse_twoMetersOfOneName_isWrong() {
        assertThatThrownBy(() -> Wattmeters.parse("shelly://a?name=x\nshelly://b?name=x"))
                .hasMessageContaining("a second meter is called x: give each its own name=");
    }

    @Test
    void wall_plugAndController_isThePlug() {
        assertThat(Wattmeters.parse("ipmi:\nshelly://a?component=gpu\nshelly://b?name=b")
                        .wall())
                .contains("b/power");
        assertThat(Wattmeters.parse("redfish://a\nipmi:").wall()).contains("wattmeter-1/power");
        assertThat(Wattmeters.parse("omegawatt:/dev/x?channel=2,3").wall()).contains("wattmeter-1/power-2");
        assertThat(Wattmeters.parse("shelly://a?component=gpu").wall()).isEmpty();
    }

    @Test
    void split_quotesAndBackslashes_areThoseOfAShell() {
        assertThat(Words.split("a 'b c' \"d 'e\" f\\ g '' \"\\\"\"").orElseThrow())
                .containsExactly("a", "b c", "d 'e", "f g", "", "\"");
        assertThat(Words.split("  ")).isEmpty();
    }
}
