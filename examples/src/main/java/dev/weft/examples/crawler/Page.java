package dev.weft.examples.crawler;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page: its title and its links. */
record Page(String title, List<URI> links) {
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"#]*)[^\"]*\">");

    /** Reads as much of a document as a crawler needs; skips links that are not valid addresses. */
    static Page parse(URI url, String html) {
        Matcher title = TITLE.matcher(html);
        List<URI> links = new ArrayList<>();
        for (Matcher link = LINK.matcher(html); link.find();) {
            try {
                links.add(url.resolve(link.group(1)));
            } catch (IllegalArgumentException e) {
                // not an address
            }
        }
        return new Page(title.find() ? title.group(1) : "", links);
    }

    /** Returns a document with this title and these links. */
    static String html(String title, List<String> links) {
        StringBuilder html = new StringBuilder("<title>" + title + "</title>\n");
        links.forEach(link -> html.append("<a href=\"").append(link).append("\">").append(link).append("</a>\n"));
        return html.toString();
    }
}
