package io.powermeter.grid;

/** What shows a source who asks: it is sent, and never shown or kept. */
public final class Token {
    /** None. */
    public static final Token NONE = new Token("");

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /**
     * Returns the token in a text, without the line end that files have.
     *
     * @throws IllegalArgumentException if it cannot be the head of a request: the message does not show it
     */
    public static Token of(String text) {
        String token = text.strip();
        if (!token.matches("[\\x21-\\x7e]*")) {
            throw new IllegalArgumentException(
                    "the token of the grid's source holds spaces, lines or letters that none has; put it alone into its place");
        }
        return new Token(token);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns it, for the one place that sends it. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(a token)";
    }
}
