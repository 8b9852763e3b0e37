package io.powermeter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of the documentation.
 *
 * @param file the page, below the project's folder
 * @param text its Markdown, parsed
 */
record DocPage(Path file, Node text) {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize(); // tests run in the folder of their module

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    /** Returns every page that a reader is sent to. */
    static List<DocPage> all() {
        Stream<Path> top =
                Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(PROJECT::resolve);
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs.filter(f -> f.toString().endsWith(".md")))
                    .sorted()
                    .map(DocPage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DocPage of(Path file) {
        try {
            return of(PROJECT.relativize(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DocPage of(Path file, String markdown) {
        return new DocPage(file, PARSER.parse(markdown));
    }

    /** Returns the page's blocks of code, in their order. */
    List<DocBlock> blocks() {
        List<DocBlock> blocks = new ArrayList<>();
        text.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                blocks.add(DocBlock.of(file, block, block.getInfo(), block.getLiteral()));
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                blocks.add(DocBlock.of(file, block, "", block.getLiteral()));
            }
        });
        return blocks;
    }
}
