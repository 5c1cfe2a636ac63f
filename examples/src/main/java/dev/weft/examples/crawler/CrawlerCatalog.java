package dev.weft.examples.crawler;

import dev.weft.examples.Example;
import java.util.List;

/** A web crawler. */
public final class CrawlerCatalog {
    public static final List<Example> EXAMPLES = List.of(new Example("web-crawler",
            "a crawler that fetches few pages at once, each once, and can be stopped", WebCrawler::run));

    private CrawlerCatalog() {}
}
