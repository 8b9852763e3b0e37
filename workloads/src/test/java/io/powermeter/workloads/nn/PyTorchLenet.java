package io.powermeter.workloads.nn;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running {@code lenet_step.py}, which steps when it is told to. */
final class PyTorchLenet implements AutoCloseable {

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    PyTorchLenet(String python, String script, Path model, int threads, String layout) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(python, script, model.toString(), Integer.toString(threads), layout);
        // threads that spin while they wait would take the time of those they take turns with
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    private String ask(String question) throws IOException {
        in.write(question + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("lenet_step.py ended; what it said stands above");
        }
        return answer;
    }

    /** The logits of the first batch, the losses of so many steps, and the weights after them. */
    FloatBuffer check(int steps, Path file) throws IOException {
        ask("check " + steps + " " + file);
        return ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    /** Milliseconds per step: of CPU time of its main thread, and of the wall clock. */
    double[] time(int steps) throws IOException {
        String[] words = ask("time " + steps).split(" ");
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }

    /** The largest resident size so far. */
    double mebibytes() throws IOException {
        return Double.parseDouble(ask("memory"));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
