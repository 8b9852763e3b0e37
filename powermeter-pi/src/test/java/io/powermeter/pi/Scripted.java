package io.powermeter.pi;

import io.powermeter.host.RepeatedCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A firmware whose answers a test writes; no program is started. */
final class Scripted implements Vcgencmd {
    private final Deque<RepeatedCommand.Answer> answers = new ArrayDeque<>();
    private boolean silent;
    private int questions;
    private boolean closed;

    Scripted answer(String text, int exitCode, long nanos) {
        answers.add(new RepeatedCommand.Answer(text, exitCode, nanos));
        return this;
    }

    void fallSilent() {
        silent = true;
    }

    int questions() {
        return questions;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<RepeatedCommand.Answer> poll() {
        questions++;
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public boolean isSilent() {
        return silent;
    }

    @Override
    public void close() {
        closed = true;
    }
}
