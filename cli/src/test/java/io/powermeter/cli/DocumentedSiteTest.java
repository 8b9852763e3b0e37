package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every page has a place in the site's reading order; {@code mkdocs build --strict}, which {@code .ci/run} calls, checks the rest. */
class DocumentedSiteTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern PLACE = Pattern.compile("(?m)^ *- .*: (\\S+\\.md)$");

    @Test
    void page_each_hasOnePlaceInTheNavigation() throws IOException {
        String site = Files.readString(DocPage.PROJECT.resolve("mkdocs.yml"));
        List<String> places =
                PLACE.matcher(site).results().map(place -> place.group(1)).toList();

        assertThat(places)
                .as("mkdocs.yml: give a new page a line in nav, and one in docs/README.md")
                .containsExactlyInAnyOrderElementsOf(pages().keySet());
    }

    @Test
    void page_each_isLinkedFromTheFirstPageOrTheRecipes() {
        Map<String, String> pages = pages();
        String first = pages.get("README.md") + pages.get("recipes/README.md").replace("](", "](recipes/");

        assertThat(pages.keySet().stream()
                        .filter(page -> !page.equals("README.md"))
                        .filter(page -> !first.contains("](" + page)))
                .as("docs/README.md: these pages have no line in it")
                .isEmpty();
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = DocPage.all().stream()
                .map(DocPage::file)
                .filter(file -> file.startsWith(DOCS))
                .collect(Collectors.toMap(file -> DOCS.relativize(file).toString(), DocumentedSiteTest::text));
        assertThat(pages).containsKeys("README.md", "recipes/README.md");
        return pages;
    }

    private static String text(Path page) {
        try {
            return Files.readString(DocPage.PROJECT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
