package io.powermeter.host;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program that tells one thing and ends, run again and again by a shell that waits to be asked. The shell is one long-lived
 * child: what its programs cost can be read from it at any time, and nothing of it is mistaken for the job's.
 *
 * <p>Asking never waits: {@link #poll} takes the answer that came, and asks anew.
 */
public final class RepeatedCommand implements Closeable {
    /** Behind the program's output: no program writes this by chance. */
    private static final String END = "\u0003powermeter ";

    private static final String BEGIN = "\u0002powermeter";

    private static final String LOOP = "while read -r ignored; do printf '" + BEGIN + "\\n';"
            + " \"$@\" </dev/null 2>&1; printf '\\n" + END + "%s\\n' $?; done";

    private static final int LONGEST_ANSWER = 1 << 20;

    private final Duration limit;
    private final LineStream stream;
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable Answer answer;
    private boolean asked;
    private long askedNanos;
    private long answeredNanos = System.nanoTime();

    RepeatedCommand(Program program, Duration limit) {
        this.limit = limit;
        this.stream = new LineStream(program.inShell(LOOP), this::line).start();
    }

    /**
     * Returns the answer that came since the last call, and asks for the next one unless one is still to come.
     *
     * <p>A program that takes longer than the limit is ended, and asked again later; until then there is no answer.
     */
    public Optional<Answer> poll() {
        Answer came = answer;
        long now = System.nanoTime();
        if (came != null) {
            answer = null;
            asked = false;
            answeredNanos = came.nanos();
        } else if (asked && now - askedNanos > limit.toNanos()) {
            stream.endProgram();
            asked = false;
        }
        if (!asked) {
            asked = stream.ask();
            askedNanos = now;
        }
        return Optional.ofNullable(came);
    }

    /** Returns whether no answer came for twice the limit. */
    public boolean isSilent() {
        return answer == null && System.nanoTime() - answeredNanos > 2 * limit.toNanos();
    }

    @Override
    public void close() {
        stream.close();
    }

    private void line(String line) {
        if (line.equals(BEGIN)) {
            text.setLength(0);
        } else if (line.startsWith(END)) {
            answer = new Answer(text.toString().strip(), exitCode(line.substring(END.length())), System.nanoTime());
            text.setLength(0);
        } else if (text.length() + line.length() < LONGEST_ANSWER) {
            text.append(line).append('\n');
        }
    }

    private static int exitCode(String digits) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * What the program told.
     *
     * @param text output and errors, without the white space around it
     * @param exitCode 0 if all is well
     * @param nanos when it ended, by {@link System#nanoTime}
     */
    public record Answer(String text, int exitCode, long nanos) {}
}
