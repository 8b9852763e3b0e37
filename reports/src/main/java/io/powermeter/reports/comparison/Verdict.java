package io.powermeter.reports.comparison;

/** What can be said of a group beside the baseline, of one figure. */
public enum Verdict {
    /** Differs, in the way that is wanted. */
    BETTER("better"),
    /** Differs, in the other way. */
    WORSE("worse"),
    /** Differs, where neither way is better. */
    HIGHER("higher"),
    /** Differs, where neither way is better. */
    LOWER("lower"),
    /** The difference, if there is one, drowns in the scatter. */
    NOT_RESOLVED("not resolved");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns it in words. */
    public String words() {
        return words;
    }

    static Verdict of(Figure.Sense sense, boolean lower) {
        return switch (sense) {
            case LOWER -> lower ? BETTER : WORSE;
            case HIGHER -> lower ? WORSE : BETTER;
            case NEITHER -> lower ? LOWER : HIGHER;
        };
    }
}
