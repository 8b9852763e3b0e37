package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;

/** Every link of the documentation into the project leads to a file, and to a heading, that is there. */
class DocumentedLinksTest {
    @Test
    void page_everyLinkIntoTheProject_leadsSomewhere() {
        List<String> broken = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (DocPage page : DocPage.all()) {
            for (String link : links(page)) {
                links.add(link);
                complaint(page, link).ifPresent(broken::add);
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).hasSizeGreaterThan(100);
    }

    @Test
    void complaint_fileOrHeadingThatIsNone_isTold() {
        DocPage page = DocPage.of(Path.of("a.md"), "# The `x`, a_b & c\n\n# Twice\n\n# Twice\n");

        assertThat(complaint(page, "no-such.md")).hasValue("a.md: no-such.md: there is no such file");
        assertThat(complaint(page, "README.md#no-such"))
                .hasValueSatisfying(told -> assertThat(told)
                        .startsWith("a.md: README.md#no-such: no such heading, but ")
                        .contains("two-commands"));
        assertThat(complaint(page, "README.md#two-commands")).isEmpty();
        assertThat(complaint(page, "#the-x-a_b--c")).isEmpty();
        assertThat(complaint(page, "#twice-1")).isEmpty();
        assertThat(complaint(page, "#twice-2")).isPresent();
        assertThat(complaint(DocPage.of(Path.of("docs/a.md"), ""), "../README.md"))
                .hasValue("docs/a.md: ../README.md: the site holds docs/ only; name the file instead");
    }

    private static Optional<String> complaint(DocPage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path file =
                path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        Path there = DocPage.PROJECT.resolve(file);
        if (!path.isEmpty() && !Files.exists(there)) {
            return Optional.of(page.file() + ": " + link + ": there is no such file");
        }
        if (page.file().startsWith("docs") && !file.startsWith("docs")) {
            return Optional.of(page.file() + ": " + link + ": the site holds docs/ only; name the file instead");
        }
        if (hash < 0 || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        Set<String> anchors = anchors(path.isEmpty() ? page : DocPage.of(there));
        return anchors.contains(link.substring(hash + 1))
                ? Optional.empty()
                : Optional.of(page.file() + ": " + link + ": no such heading, but " + anchors);
    }

    private static List<String> links(DocPage page) {
        List<String> links = new ArrayList<>();
        page.text().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                add(image.getDestination());
            }

            private void add(String link) {
                if (!link.matches("[a-z]+:.*")) {
                    links.add(link);
                }
            }
        });
        return links;
    }

    /** Returns the names by which GitHub links to the headings of a page. */
    private static Set<String> anchors(DocPage page) {
        Set<String> anchors = new HashSet<>();
        page.text().accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                StringBuilder words = new StringBuilder();
                heading.accept(new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }
                });
                String name = words.toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                for (int times = 0; !anchors.add(times == 0 ? name : name + "-" + times); times++) {}
            }
        });
        return anchors;
    }
}
