package io.powermeter.cli;

import java.io.PrintWriter;

/** The bundled studies with their questions, and how long they take. */
final class StudyList {
    private StudyList() {}

    static void print(PrintWriter out) throws UsageException {
        for (String name : BundledStudies.NAMES) {
            StudyFile file = StudyReader.read(BundledStudies.text(name), name);
            out.println(name + ": " + file.study().title());
            out.println("  " + file.study().question());
            out.println("  takes " + file.full().takes() + ", with --quick "
                    + file.quick().takes());
            out.println();
        }
        out.println("Run one: powermeter study NAME. Its file, to copy and change: powermeter study NAME --print.");
        out.flush();
    }
}
