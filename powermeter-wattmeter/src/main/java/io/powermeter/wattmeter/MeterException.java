package io.powermeter.wattmeter;

import java.io.IOException;

/** A meter gave no reading. The sentence holds no number that changes from reading to reading, and no secret. */
final class MeterException extends IOException {
    private static final long serialVersionUID = 1;

    private final String remedy;
    private final boolean lasting;

    private MeterException(String sentence, String remedy, boolean lasting) {
        super(sentence);
        this.remedy = remedy;
        this.lasting = lasting;
    }

    /** Something that may be better the next time. */
    static MeterException of(String sentence) {
        return new MeterException(sentence, "", false);
    }

    /** Something that may be better the next time, and what the user can do. */
    static MeterException of(String sentence, String remedy) {
        return new MeterException(sentence, remedy, false);
    }

    /** Something that will not change by asking again, which may even do harm: controllers lock out who errs thrice. */
    static MeterException lasting(String sentence, String remedy) {
        return new MeterException(sentence, remedy, true);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    boolean isLasting() {
        return lasting;
    }
}
