package io.powermeter.wattmeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A TP-Link Kasa plug with the old local protocol: JSON behind its length in 4 bytes, scrambled by an exclusive or with the
 * byte before it, the first with 171
 * (<a href="https://www.softscheck.com/en/blog/tp-link-reverse-engineering/">softScheck</a>).
 */
final class Kasa implements PolledSampler.Source {
    private static final int PORT = 9999;
    private static final int FIRST_KEY = 171;
    private static final int LARGEST_ANSWER = 1 << 16;
    private static final byte[] QUESTION = "{\"emeter\":{\"get_realtime\":{}}}".getBytes(StandardCharsets.US_ASCII);

    private final Address address;
    private final Duration timeout;

    Kasa(Address address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public PlugReading read() throws MeterException {
        int millis = (int) timeout.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port() < 0 ? PORT : address.port()), millis);
            socket.setSoTimeout(millis);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] question = scrambled(QUESTION);
            byte[] message = new byte[4 + question.length];
            message[3] = (byte) question.length;
            System.arraycopy(question, 0, message, 4, question.length);
            out.write(message);
            return reading(Json.object(unscrambled(answer(socket, System.nanoTime() + timeout.toNanos()))));
        } catch (MeterException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw MeterException.of("it did not answer within " + millis + " ms");
        } catch (IOException e) {
            throw MeterException.of("nothing answers at its address, or it ended in the middle of its answer");
        }
    }

    private static byte[] answer(Socket socket, long deadline) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length <= 0 || length > LARGEST_ANSWER) {
            throw MeterException.of("its answer has no length of an answer");
        }
        byte[] answer = new byte[length];
        for (int at = 0; at < length; ) {
            int read = in.read(answer, at, length - at);
            if (read < 0) {
                throw MeterException.of("it ended in the middle of its answer");
            }
            at += read;
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException();
            }
        }
        return answer;
    }

    /** The first generation tells W and kWh, the second mW and Wh. */
    static PlugReading reading(JsonNode answer) throws MeterException {
        JsonNode now = answer.path("emeter").path("get_realtime");
        if (now.path("err_code").asInt(0) != 0) {
            throw MeterException.of("this plug has no power meter");
        }
        if (now.has("power_mw")) {
            return PlugReading.ofWatts(Json.number(now.path("power_mw")) / 1000)
                    .withWattHours(Json.number(now.path("total_wh")));
        }
        return PlugReading.ofWatts(Json.number(now.path("power"))).withKilowattHours(Json.number(now.path("total")));
    }

    static byte[] scrambled(byte[] plain) {
        byte[] text = new byte[plain.length];
        int key = FIRST_KEY;
        for (int i = 0; i < plain.length; i++) {
            text[i] = (byte) (plain[i] ^ key);
            key = text[i];
        }
        return text;
    }

    static byte[] unscrambled(byte[] text) {
        byte[] plain = new byte[text.length];
        int key = FIRST_KEY;
        for (int i = 0; i < text.length; i++) {
            plain[i] = (byte) (text[i] ^ key);
            key = text[i];
        }
        return plain;
    }
}
