package io.powermeter.wattmeter;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a serial port on a thread of its own; a port that vanishes is opened again when it is back. */
final class SerialLines implements StreamSampler.Feed {
    private static final int LONGEST_LINE = 4096;
    private static final int READ_MILLIS = 200;
    private static final long PAUSE_MILLIS = 1000;

    private final Path file;
    private final int baud;
    private final Consumer<String> sink;
    private final Thread thread = new Thread(this::run, "powermeter-serial");
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    SerialLines(Path file, int baud, Consumer<String> sink) {
        this.file = file;
        this.baud = baud;
        this.sink = sink;
        thread.setDaemon(true);
    }

    SerialLines start() {
        thread.start();
        return this;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        while (!closed) {
            trouble = read();
            pause();
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Reads until the port ends; returns why it did. */
    private String read() {
        if (Files.notExists(file)) {
            return "there is no such port (see: ls /dev/ttyUSB* /dev/ttyACM*)";
        }
        SerialPort port;
        try {
            SerialLibrary.load();
            port = SerialPort.getCommPort(file.toString());
        } catch (IOException | LinkageError e) {
            return "its library cannot be loaded (" + e.getMessage() + ")";
        } catch (SerialPortInvalidPortException e) {
            return "it is no serial port";
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
        if (!port.openPort()) {
            return Files.isReadable(file)
                    ? "it cannot be opened as a serial port"
                    : "there is no permission to open it (sudo usermod -aG dialout \"$USER\", then log in again)";
        }
        try {
            trouble = null;
            readLines(port);
            return "the port is gone";
        } finally {
            port.closePort();
        }
    }

    private void readLines(SerialPort port) {
        byte[] some = new byte[256];
        StringBuilder line = new StringBuilder();
        boolean whole = false; // the first line may have begun before the port was opened
        for (int read = 0; read >= 0 && !closed && Files.exists(file); read = port.readBytes(some, some.length)) {
            for (char c : new String(some, 0, read, StandardCharsets.ISO_8859_1).toCharArray()) {
                if (c != '\n' && c != '\r') {
                    line.append(line.length() < LONGEST_LINE ? c : "");
                } else if (line.length() > 0) {
                    if (whole) {
                        sink.accept(line.toString());
                    }
                    whole = true;
                    line.setLength(0);
                }
            }
        }
    }
}
