package dev.weft.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Await;
import dev.weft.examples.Output;
import dev.weft.examples.TrackGoroutines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrackGoroutines.class)
class WebCrawlerTest {
    @Test
    void printsWhatItHasFound() throws Exception {
        assertThat(Output.of(WebCrawler::run)).containsExactly(
                "depth, path, title:",
                "0 /           Home",
                "1 /about      About us",
                "1 /docs       Documentation",
                "1 /news       News",
                "2 /docs/slow  failed: context deadline exceeded",
                "2 /docs/tour  A tour",
                "2 /gone       failed: status 404",
                "2 /news/1     The first news",
                "2 /news/2     The second news",
                "the site without an end: context canceled after 25 pages");
        Await.noGoroutinesOf(WebCrawler.class);
    }
}
