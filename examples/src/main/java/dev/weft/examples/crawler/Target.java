package dev.weft.examples.crawler;

import java.net.URI;

/** A page to fetch, and how many links away from the first page it is. */
record Target(URI url, int depth) {}
