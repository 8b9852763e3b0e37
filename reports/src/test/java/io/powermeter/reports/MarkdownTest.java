package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final List<Extension> GITHUB = List.of(TablesExtension.create());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words, 0.98 (no. 3) at 09:30:00",
                "<script>alert(1)</script>",
                "<!-- gone -->",
                "a | b || c",
                "\\| \\",
                "`code` ``` **bold** __init__ *x*",
                "[link](javascript:alert(1)) ![image](http://example.org/x.png)",
                "&lt;b&gt; &#60;",
                "# no heading",
                "- no list",
                "+ no list",
                "1. no list",
                "2) no list",
                "> no quote",
                "=== ---",
                "$x$ ~~struck~~ :tada: {#id}",
                "שלום 🔋 é"
            })
    void text_anything_isShownAsItIs(String name) {
        String shown = name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        MarkdownTable table = new MarkdownTable().text("Phase").number("Energy");
        table.row(List.of(name, "1 J"));

        assertThat(html(Markdown.text(name))).isEqualTo("<p>" + shown + "</p>\n");
        assertThat(html(table.toString()))
                .contains("<td align=\"left\">" + shown + "</td>\n<td align=\"right\">1 J</td>\n</tr>\n</tbody>");
        assertThat(html("# " + Markdown.text(name))).isEqualTo("<h1>" + shown + "</h1>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh -c 'a | b'", "a `b` c", "```", "`", "<b>&amp;</b> \\| $x$"})
    void code_anything_isOneSpanOfCode(String command) {
        String shown = command.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

        assertThat(html(Markdown.code(command))).isEqualTo("<p><code>" + shown + "</code></p>\n");
    }

    @Test
    void text_lineBreaksTurnedTextAndHalfCharacters_areSpaces() {
        assertThat(Markdown.text("a\uD83Db")).isEqualTo("a b");
        assertThat(Markdown.text("a\n\n# b\r\n| c \u202Etxt")).isEqualTo("a \\# b \\| c  txt");
    }

    private static String html(String markdown) {
        return HtmlRenderer.builder()
                .extensions(GITHUB)
                .build()
                .render(Parser.builder().extensions(GITHUB).build().parse(markdown));
    }
}
