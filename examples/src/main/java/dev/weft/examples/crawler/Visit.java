package dev.weft.examples.crawler;

/** The outcome for a page: either the page, or why there is none. The other one is null. */
record Visit(Target target, Page page, Exception failure) {}
