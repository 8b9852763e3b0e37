package io.powermeter.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Files as Debian has them: where its policy puts them, and compressed where it wants that (Debian policy 12). */
final class DebianFiles {
    private static final int DEFLATED = 8;
    private static final int BEST = 2;
    private static final int UNIX = 3;

    private final Path folder;

    /** Writes below a folder that stands for {@code /usr}. */
    DebianFiles(Path folder) {
        this.folder = folder;
    }

    void manualPage(String name, String text) throws IOException {
        write("share/man/man1/" + name + ".gz", gzip(text));
    }

    void completion(Shell shell, String script) throws IOException {
        write(shell.path().replace("zsh/site-functions", "zsh/vendor-completions"), bytes(script));
    }

    /** Writes what /usr/share/doc has of a package: a changelog in Debian's form, and the files of the project. */
    void documents(String version, String maintainer, String date, Path project) throws IOException {
        String debian = version.replace("-SNAPSHOT", "~snapshot");
        document(
                "changelog.gz",
                gzip("powermeter (" + debian
                        + ") unstable; urgency=medium\n\n  * CHANGELOG.md has what users notice.\n\n -- " + maintainer
                        + "  " + date + "\n"));
        document("CHANGELOG.md.gz", gzip(Files.readString(project.resolve("CHANGELOG.md"))));
        document("NOTICE", Files.readAllBytes(project.resolve("NOTICE")));
        document("README.md.gz", gzip(Files.readString(project.resolve("README.md"))));
        document("copyright", Files.readAllBytes(project.resolve("dist/src/main/deb/copyright")));
        write("share/lintian/overrides/powermeter", Files.readAllBytes(project.resolve("dist/src/main/deb/overrides")));
    }

    private void document(String name, byte[] content) throws IOException {
        write("share/doc/powermeter/" + name, content);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
    }

    /** As {@code gzip -9n} does (RFC 1952): Java's own stream does not say in the header that it compressed as well as it can. */
    private static byte[] gzip(String text) throws IOException {
        byte[] content = bytes(text);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(new byte[] {0x1f, (byte) 0x8b, DEFLATED, 0, 0, 0, 0, 0, BEST, UNIX});
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed, best)) {
            deflated.write(content);
        } finally {
            best.end();
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        littleEndian(packed, (int) sum.getValue());
        littleEndian(packed, content.length);
        return packed.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
