package io.powermeter.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of the job, byte for byte as they were given.
 *
 * <p>Java decodes a program's arguments by the locale's encoding and encodes them again for a child, so that a file name in
 * another encoding would reach the job as question marks. The kernel still has the bytes, and a word that Java would spoil is
 * handed over by a shell: as octal digits, of which it interprets nothing.
 */
record JobWords(List<String> decoded, List<byte[]> bytes) {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** What Java encodes the arguments of a child by; it cannot be set. */
    private static final Charset ENCODING =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    /** Returns the last words of this program's own command line, which Java decoded to {@code decoded}. */
    static JobWords lastOfCommandLine(List<String> decoded) {
        try {
            return of(decoded, Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
            return plain(decoded); // not Linux: there the encoding is UTF-8
        }
    }

    static JobWords of(List<String> decoded, byte[] commandLine) {
        List<byte[]> words = new ArrayList<>();
        for (int from = 0, at = 0; at < commandLine.length; at++) {
            if (commandLine[at] == 0) {
                words.add(Arrays.copyOfRange(commandLine, from, at));
                from = at + 1;
            }
        }
        if (words.size() < decoded.size()) {
            return plain(decoded);
        }
        List<byte[]> last = words.subList(words.size() - decoded.size(), words.size());
        for (int i = 0; i < last.size(); i++) {
            if (isPlain(last.get(i)) && !decoded.get(i).equals(new String(last.get(i), StandardCharsets.US_ASCII))) {
                return plain(decoded); // called from another program, whose words these are not
            }
        }
        return new JobWords(decoded, List.copyOf(last));
    }

    /** Returns words that nothing else holds than Java. */
    static JobWords plain(List<String> words) {
        return new JobWords(
                words, words.stream().map(word -> word.getBytes(ENCODING)).toList());
    }

    /** Returns the words between those that are {@code separator}. */
    List<JobWords> split(String separator) {
        List<JobWords> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= decoded.size(); i++) {
            if (i == decoded.size() || decoded.get(i).equals(separator)) {
                parts.add(new JobWords(decoded.subList(from, i), bytes.subList(from, i)));
                from = i + 1;
            }
        }
        return parts;
    }

    /** Returns the words for people: UTF-8, with a mark where it is none. */
    List<String> readable() {
        return bytes.stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns whether Java hands over the word at {@code i} as it was given. */
    boolean survives(int i) {
        return Arrays.equals(decoded.get(i).getBytes(ENCODING), bytes.get(i));
    }

    /** Returns the command that starts the job with these words; its first process becomes the job's. */
    List<String> command() {
        StringBuilder script = new StringBuilder();
        StringBuilder exec = new StringBuilder("exec");
        for (int i = 0; i < bytes.size(); i++) {
            if (survives(i)) {
                exec.append(" \"${").append(i + 1).append("}\"");
            } else {
                // the point keeps the line feeds at a word's end, which a shell would cut off
                script.append('w')
                        .append(i)
                        .append("=$(printf '")
                        .append(octal(bytes.get(i)))
                        .append(".'); ");
                exec.append(" \"${w").append(i).append("%.}\"");
            }
        }
        if (script.length() == 0) {
            return decoded;
        }
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", script.append(exec).toString(), "sh"));
        command.addAll(decoded);
        return command;
    }

    private static String octal(byte[] word) {
        StringBuilder octal = new StringBuilder(4 * word.length);
        for (byte b : word) {
            octal.append('\\');
            for (int shift = 6; shift >= 0; shift -= 3) {
                octal.append((char) ('0' + (b >> shift & 7)));
            }
        }
        return octal.toString();
    }

    private static boolean isPlain(byte[] word) {
        for (byte b : word) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
