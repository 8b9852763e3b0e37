package io.powermeter.cli.planted.rapl;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.ServerSocket;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class SensorThatServes {
    static Object serve(InputStream in) throws IOException, ClassNotFoundException {
        new ProcessBuilder("nc", "-l").start();
        try (ServerSocket server = new ServerSocket(0);
                ObjectInputStream objects = new ObjectInputStream(in)) {
            server.accept().close();
            return objects.readObject();
        }
    }
}
