package dev.weft.examples.crawler;

/** What came of a page: the page, or else why there is none. The other one is null. */
record Visit(Target target, Page page, Exception failure) {}
