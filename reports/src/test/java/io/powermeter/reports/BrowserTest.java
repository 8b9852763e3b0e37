package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page as a reader does. */
class BrowserTest {
    @TempDir
    Path temp;

    @Test
    void open_hostileRun_drawsItsChartsAndRunsNothingOfIt() throws Exception {
        Summary summary = TestRuns.hostile(temp.resolve("run"));
        Path page = Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.HTML))
                .get(0);

        String dom = new Browser(temp).open(page);

        assertThat(dom.split("<canvas", -1)).as("power and one metric").hasSize(3);
        assertThat(dom).contains("<h3><bdi>\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</bdi></h3>");
    }

    @Test
    void open_emptyRun_hasNoErrors() throws Exception {
        Summary summary = TestRuns.empty(temp.resolve("run"));
        Path page = Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.HTML))
                .get(0);

        assertThat(new Browser(temp).open(page))
                .contains("so there is no power to show")
                .doesNotContain("<canvas");
    }

    @Test
    void use_headsOfThePhases_sortThemAndPutThemBack() throws Exception {
        Summary summary = TestRuns.measured(temp.resolve("run"));
        Path page = Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.HTML))
                .get(0);

        String dom = new Browser(temp)
                .use(
                        page,
                        "const t = document.querySelector('table.sortable'), b = t.querySelectorAll('th button');"
                                + "const say = () => document.title += '|' + Array.from(t.tBodies[0].rows,"
                                + " r => r.cells[0].querySelector('bdi').textContent).join();"
                                + "say(); b[1].click(); say(); b[1].click(); say(); b[1].click(); say();");

        assertThat(dom)
                .contains(
                        "|load,train,epoch,test|load,test,train,epoch|train,epoch,test,load|load,train,epoch,test</title>");
    }
}
