package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What each kind of meter's answer means, in watts and joules. */
class PlugReadingsTest {
    private static JsonNode json(String text) throws MeterException {
        return Json.object(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void assertReading(PlugReading reading, double watts, double joules) {
        assertThat(reading.watts()).isCloseTo(watts, within(1e-9));
        if (Double.isNaN(joules)) {
            assertThat(reading.joules()).isNaN();
        } else {
            assertThat(reading.joules()).isCloseTo(joules, within(1e-6));
        }
    }

    @Test
    void shelly_everyPart_tellsWattsAndWattHours() throws MeterException {
        assertReading(Plugs.shellyReading(json("{'apower':12.5,'aenergy':{'total':2.5}}")), 12.5, 9000);
        assertReading(Plugs.shellyReading(json("{'id':'0','act_power':-332.2}")), -332.2, Double.NaN);
        assertReading(Plugs.shellyReading(json("{'a_act_power':1,'total_act_power':30}")), 30, Double.NaN);
        assertReading(
                Plugs.shellyReading(json("{'apower':-350,'aenergy':{'total':10},'ret_aenergy':{'total':4}}")),
                -350,
                6 * 3600);
        assertThatThrownBy(() -> Plugs.shellyReading(json("{'id':0,'output':false}")))
                .hasMessage("this Shelly has no power meter");
    }

    @Test
    void shelly1_meterAndEmeter_countInDifferentUnits() throws MeterException {
        String status = "{'meters':[{'power':10,'is_valid':true,'total':3}],"
                + "'emeters':[{'power':0,'is_valid':true,'total':1},{'power':-7.5,'is_valid':true,'total':2}]}";
        assertReading(Plugs.shelly1Reading(json(status), "meters", 0), 10, 180);
        assertReading(Plugs.shelly1Reading(json(status), "emeters", 1), -7.5, 7200);
        assertThatThrownBy(() -> Plugs.shelly1Reading(json(status), "meters", 1))
                .hasMessage("it has no meters[1]");
    }

    @Test
    void shelly1_powerThatIsNotMeasured_isNoReading() {
        assertThatThrownBy(() -> Plugs.shelly1Reading(json("{'meters':[{'power':81.5,'is_valid':true}]}"), "meters", 0))
                .hasMessageContaining("the number typed into its settings");
        assertThatThrownBy(() -> Plugs.shelly1Reading(
                        json("{'meters':[{'power':81.5,'is_valid':false,'total':1}]}"), "meters", 0))
                .hasMessage("it says that its reading is not valid");
    }

    @Test
    void tasmota_oneChannelOrSeveral_orAMeterHead() throws MeterException {
        String one = "{'StatusSNS':{'ENERGY':{'Total':0.5,'Power':47.1}}}";
        String two = "{'StatusSNS':{'ENERGY':{'Total':0.5,'Power':[8,2]}}}";
        String head = "{'StatusSNS':{'SML':{'Total_in':3,'Power_curr':-894},'MT':{'P':5}}}";
        assertReading(Plugs.tasmotaReading(json(one), 0, ""), 47.1, 1.8e6);
        assertReading(Plugs.tasmotaReading(json(two), 0, ""), 10, 1.8e6);
        assertReading(Plugs.tasmotaReading(json(two), 2, ""), 2, Double.NaN);
        String lists = "{'StatusSNS':{'ENERGY':{'Total':[1.5,2],'Power':[8,2]}}}"; // separate counters, SetOption129
        assertReading(Plugs.tasmotaReading(json(lists), 0, ""), 10, 3.5 * 3.6e6);
        assertReading(Plugs.tasmotaReading(json(lists), 2, ""), 2, 2 * 3.6e6);
        assertReading(Plugs.tasmotaReading(json(one), 1, ""), 47.1, 1.8e6);
        assertReading(Plugs.tasmotaReading(json(head), 0, ""), -894, Double.NaN);
        assertReading(Plugs.tasmotaReading(json(head), 0, "MT.P"), 5, Double.NaN);
        for (String none : new String[] {
            "{}",
            "{'StatusSNS':{}}",
            "{'StatusSNS':{'ENERGY':{'Power':[]}}}",
            "{'StatusSNS':{'ENERGY':{'Power':[1,null]}}}",
            "{'StatusSNS':{'ENERGY':{'Power':'5'}}}",
            "{'StatusSNS':{'ENERGY':{'Power':{'a':5}}}}"
        }) {
            assertThatThrownBy(() -> Plugs.tasmotaReading(json(none), 0, "")).hasMessage("its answer tells no power");
        }
        assertThatThrownBy(() -> Plugs.tasmotaReading(json(two), 3, "")).hasMessage("its answer tells no power");
        assertThatThrownBy(() -> Plugs.tasmotaReading(json("{'WARNING':'Need user=<username>'}"), 0, ""))
                .hasMessage("it wants a password, or refused it");
    }

    @Test
    void homewizard_totalOrTariffs_areKilowattHours() throws MeterException {
        assertReading(
                Plugs.homewizardReading(json("{'active_power_w':543.5,'total_power_import_kwh':0.001}")), 543.5, 3600);
        assertReading(
                Plugs.homewizardReading(
                        json("{'active_power_w':-5,'total_power_import_t1_kwh':1,'total_power_import_t2_kwh':2}")),
                -5,
                3 * 3.6e6);
        assertReading(Plugs.homewizardReading(json("{'active_power_w':5}")), 5, Double.NaN);
    }

    @Test
    void kasa_bothGenerations_differInTheirUnits() throws MeterException {
        assertReading(
                Kasa.reading(json("{'emeter':{'get_realtime':{'power':3.12,'total':0.015,'err_code':0}}}")),
                3.12,
                54000);
        assertReading(
                Kasa.reading(json("{'emeter':{'get_realtime':{'power_mw':31259,'total_wh':107,'err_code':0}}}")),
                31.259,
                385200);
        assertThatThrownBy(() -> Kasa.reading(json("{'emeter':{'get_realtime':{'err_code':-1}}}")))
                .hasMessage("this plug has no power meter");
    }

    @Test
    void kasa_scrambled_isAsPublished() {
        byte[] scrambled = Kasa.scrambled("{\"system\":".getBytes(StandardCharsets.US_ASCII));
        // the first bytes of every command of the published protocol
        assertThat(scrambled).startsWith(0xd0, 0xf2, 0x81, 0xf8, 0x8b, 0xff, 0x9a, 0xf7, 0xd5, 0xef);
        assertThat(new String(Kasa.unscrambled(scrambled), StandardCharsets.US_ASCII))
                .isEqualTo("{\"system\":");
    }

    @Test
    void kasa_overTheNetwork_answersOrSaysWhy() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            String[] answers = {"{'emeter':{'get_realtime':{'power_mw':5000,'total_wh':1}}}", "", "half"};
            Thread thread = new Thread(() -> serve(server, answers));
            thread.start();
            Kasa kasa = new Kasa(new Address("", "127.0.0.1", server.getLocalPort(), ""), Duration.ofMillis(300));
            assertReading(kasa.read(), 5, 3600);
            assertThatThrownBy(kasa::read).hasMessageContaining("ended in the middle of its answer");
            assertThatThrownBy(kasa::read).hasMessage("it ended in the middle of its answer");
            thread.interrupt();
        }
    }

    private static void serve(ServerSocket server, String[] answers) {
        for (String answer : answers) {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.readNBytes(in.readInt());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                byte[] text = Kasa.scrambled(answer.replace('\'', '"').getBytes(StandardCharsets.US_ASCII));
                DataOutputStream out = new DataOutputStream(bytes);
                out.writeInt(answer.equals("half") ? 100 : text.length);
                out.write(text);
                socket.getOutputStream().write(bytes.toByteArray(), 0, answer.isEmpty() ? 2 : bytes.size());
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void redfish_oldAndNewResource_tellWatts() throws MeterException {
        assertReading(
                Redfish.reading(json("{'PowerControl':[{'PowerConsumedWatts':429},{'PowerConsumedWatts':1}]}")),
                429,
                Double.NaN);
        assertReading(Redfish.reading(json("{'PowerWatts':{'Reading':374.5}}")), 374.5, Double.NaN);
        for (String none : new String[] {
            "{}",
            "{'PowerControl':[]}",
            "{'PowerControl':[{'PowerConsumedWatts':null}]}",
            "{'PowerControl':[{'PowerConsumedWatts':0}]}",
            "{'PowerWatts':{'Reading':'374'}}"
        }) {
            assertThatThrownBy(() -> Redfish.reading(json(none)))
                    .hasMessage("the controller tells no power of this chassis");
        }
    }

    @Test
    void redfish_chassisNotNamed_isTheOnlyOneThatTellsAPower() throws MeterException {
        StringBuilder asked = new StringBuilder();
        Redfish redfish = new Redfish(
                path -> {
                    asked.append(path).append('\n');
                    return switch (path) {
                        case "/redfish/v1/Chassis" ->
                            json("{'Members':[{'@odata.id':'http://evil/x'},{'@odata.id':'/redfish/v1/Chassis/Riser'},"
                                            + "{'@odata.id':'/redfish/v1/Chassis/1/'}]}")
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8);
                        case "/redfish/v1/Chassis/1/EnvironmentMetrics" ->
                            "{\"PowerWatts\":{\"Reading\":200}}".getBytes(StandardCharsets.UTF_8);
                        default -> throw MeterException.of("it answered with HTTP 404");
                    };
                },
                "");
        assertReading(redfish.read(), 200, Double.NaN);
        assertReading(redfish.read(), 200, Double.NaN);
        assertThat(asked.toString().lines())
                .containsExactly(
                        "/redfish/v1/Chassis",
                        "/redfish/v1/Chassis/Riser/Power",
                        "/redfish/v1/Chassis/Riser/EnvironmentMetrics",
                        "/redfish/v1/Chassis/1/Power",
                        "/redfish/v1/Chassis/1/EnvironmentMetrics",
                        "/redfish/v1/Chassis/1/EnvironmentMetrics");
    }

    @Test
    void redfish_severalChassisTellAPower_noneIsTakenForTheMachine() {
        Redfish redfish = new Redfish(
                path -> switch (path) {
                    case "/redfish/v1/Chassis" ->
                        bytes("{'Members':[{'@odata.id':'/redfish/v1/Chassis/HGX_GPU_SXM_1'},"
                                + "{'@odata.id':'/redfish/v1/Chassis/DGX'}]}");
                    case "/redfish/v1/Chassis/HGX_GPU_SXM_1/EnvironmentMetrics" ->
                        bytes("{'PowerWatts':{'Reading':75.1}}");
                    case "/redfish/v1/Chassis/DGX/Power" -> bytes("{'PowerControl':[{'PowerConsumedWatts':3100}]}");
                    default -> throw MeterException.of("it answered with HTTP 404");
                },
                "");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(redfish::read)
                    .isInstanceOfSatisfying(MeterException.class, e -> {
                        assertThat(e.isLasting()).isTrue();
                        assertThat(e.remedy()).endsWith("Two of them: HGX_GPU_SXM_1, DGX");
                    })
                    .hasMessage("several of its chassis tell a power");
        }
    }

    @Test
    void redfish_resourceWithoutAPower_isTheReasonEvenIfTheOtherIsMissing() {
        Redfish redfish = new Redfish(
                path -> {
                    if (path.endsWith("/1/Power")) {
                        return bytes("{'PowerControl':[{'PowerConsumedWatts':null},{'PowerConsumedWatts':50}]}");
                    }
                    throw MeterException.of("it answered with HTTP 404");
                },
                "1");
        assertThatThrownBy(redfish::read).hasMessage("the controller tells no power of this chassis");
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void digest_exampleOfRfc7616_isRight() {
        Login login = new Login("Mufasa", Secrets.of("Circle of Life"), false);
        assertThat(login.header("/dir/index.html")).isEmpty();
        assertThat(login.challenged("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256,"
                        + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                        + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""))
                .isTrue();
        assertThat(login.header("/dir/index.html").orElseThrow())
                .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
                .contains("nc=00000001", "qop=auth", "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .doesNotContain("Circle");
        assertThat(login.challenged("Digest realm=\"x\", nonce=\"y\", algorithm=SHA-512-256"))
                .isFalse();
        assertThat(login.challenged("Basic realm=\"x\"")).isFalse();
    }
}
