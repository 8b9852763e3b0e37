package io.powermeter.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of the machine with its arguments, ready to be started. */
final class Program {
    private static final int LONGEST_COMPLAINT = 300;

    private final String name;
    private final List<String> command;
    private final Set<Long> children;

    private Program(String name, List<String> command, Set<Long> children) {
        this.name = name;
        this.command = command;
        this.children = children;
    }

    static Program of(Host host, List<String> words) throws UnreadableException {
        String name = words.get(0);
        Path file = host.program(name)
                .orElseThrow(() -> new UnreadableException(
                        name,
                        UnreadableException.Reason.MISSING,
                        name.startsWith("/") ? "no such program" : "no program of this name on the PATH",
                        ""));
        List<String> command = new ArrayList<>(words);
        command.set(0, file.toString());
        return new Program(name, command, host.registeredChildren());
    }

    String name() {
        return name;
    }

    /** Returns this program as the arguments of a shell that runs {@code script} with them as {@code "$@"}. */
    Program inShell(String script) {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        shell.addAll(command);
        return new Program(name, shell, children);
    }

    /** Starts it with pipes for its input, output and errors. */
    Process start() throws UnreadableException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            children.add(process.pid());
            process.onExit().thenRun(() -> children.remove(process.pid()));
            return process;
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    String run(Duration limit, int longest) throws UnreadableException {
        Process process = start();
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> errors = reading(process.getErrorStream(), LONGEST_COMPLAINT);
            CompletableFuture<byte[]> output = reading(process.getInputStream(), longest + 1);
            byte[] text = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (text.length > longest) {
                throw failed("it wrote more than " + longest + " bytes");
            }
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw failed(ending(process.exitValue(), text(errors.get(1, TimeUnit.SECONDS))));
            }
            return text(text);
        } catch (TimeoutException e) {
            throw failed("it did not end within " + limit.toMillis() + " ms");
        } catch (ExecutionException | IOException e) {
            throw e instanceof UnreadableException known ? known : failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    UnreadableException failed(String why) {
        return new UnreadableException(name, UnreadableException.Reason.NO_VALUE, why, "");
    }

    /** Tells how a program ended, with the first line that it wrote about it. */
    static String ending(int exitCode, String complaint) {
        String first =
                complaint.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return "it ended with code " + exitCode + (first.isEmpty() ? "" : " (" + first.strip() + ")");
    }

    /** Reads at most {@code longest} bytes on a thread of its own: a program that hangs must not hold the reader's caller. */
    private static CompletableFuture<byte[]> reading(InputStream in, int longest) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (in) {
                        bytes.complete(in.readNBytes(longest));
                    } catch (IOException e) {
                        bytes.completeExceptionally(e);
                    }
                },
                "powermeter-program");
        reader.setDaemon(true);
        reader.start();
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
