// Web-crawler fetches the pages of a web site over HTTP, each of them once. It
// limits how many it fetches at a time, and how long it waits for each. One
// goroutine knows which pages have been seen; workers get their targets from
// it. First it crawls a small site, then an endless one until it has had enough.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"
)

const (
	parallel = 4
	timeout  = 1500 * time.Millisecond
)

type page struct {
	title string
	links []*url.URL
}

var (
	titleTag = regexp.MustCompile(`<title>([^<]*)</title>`)
	linkTag  = regexp.MustCompile(`<a href="([^"#]*)[^"]*">`)
)

func parse(at *url.URL, html string) page {
	var p page
	if title := titleTag.FindStringSubmatch(html); title != nil {
		p.title = title[1]
	}
	for _, link := range linkTag.FindAllStringSubmatch(html, -1) {
		if to, err := at.Parse(link[1]); err == nil {
			p.links = append(p.links, to)
		}
	}
	return p
}

func html(title string, links ...string) string {
	s := "<title>" + title + "</title>\n"
	for _, link := range links {
		s += `<a href="` + link + `">` + link + "</a>\n"
	}
	return s
}

func fetch(ctx context.Context, at *url.URL) (page, error) {
	request, err := http.NewRequestWithContext(ctx, "GET", at.String(), nil)
	if err != nil {
		return page{}, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return page{}, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return page{}, fmt.Errorf("status %d", response.StatusCode)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return page{}, err
	}
	return parse(at, string(body)), nil
}

type target struct {
	url   *url.URL
	depth int
}

type visit struct {
	target
	page page
	err  error
}

// crawl sends the outcomes of the pages, in the order in which they arrive.
func crawl(ctx context.Context, start *url.URL, depth int) <-chan visit {
	visits := make(chan visit)
	go func() {
		defer close(visits)
		targets, returned := make(chan target), make(chan visit)
		var workers sync.WaitGroup
		for i := 0; i < parallel; i++ {
			workers.Add(1)
			go func() {
				defer workers.Done()
				for t := range targets {
					request, cancel := context.WithTimeout(ctx, timeout)
					p, err := fetch(request, t.url)
					cancel()
					returned <- visit{t, p, err}
				}
			}()
		}
		coordinate(ctx, target{start, 0}, depth, targets, returned, visits)
		close(targets)
		workers.Wait()
	}()
	return visits
}

func coordinate(ctx context.Context, start target, depth int,
	targets chan<- target, returned <-chan visit, visits chan<- visit) {
	seen := map[string]bool{start.url.String(): true}
	level, next := []target{start}, []target(nil)
	var unread []visit
	fetching, stop := 0, ctx.Done()

	for fetching > 0 || len(level) > 0 || len(unread) > 0 {
		// A case on a nil channel is never ready.
		var assign chan<- target
		var first target
		if len(level) > 0 && len(unread) < parallel {
			assign, first = targets, level[0]
		}
		var tell chan<- visit
		var oldest visit
		if len(unread) > 0 {
			tell, oldest = visits, unread[0]
		}
		select {
		case v := <-returned:
			fetching--
			if ctx.Err() != nil {
				break
			}
			unread = append(unread, v)
			if v.err != nil || v.depth == depth {
				break
			}
			for _, link := range v.page.links {
				if link.Host == start.url.Host && !seen[link.String()] {
					seen[link.String()] = true
					next = append(next, target{link, v.depth + 1})
				}
			}
		case assign <- first:
			level = level[1:]
			fetching++
		case tell <- oldest:
			unread = unread[1:]
		case <-stop:
			level, next, unread, stop = nil, nil, nil, nil
		}
		if fetching == 0 && len(level) == 0 {
			level, next = next, nil
		}
	}
}

// site serves pages on a free port until it is closed; "" means no page.
func site(pages func(r *http.Request) string) (*url.URL, *http.Server) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s := pages(r); s != "" {
			io.WriteString(w, s)
		} else {
			http.NotFound(w, r)
		}
	})}
	go server.Serve(listener)
	return &url.URL{Scheme: "http", Host: listener.Addr().String(), Path: "/"}, server
}

var entries = map[string]string{
	"/":            html("Home", "/news", "/about", "/docs", "/#top"),
	"/about":       html("About us", "/", "/gone", "https://go.dev/tour/concurrency/10"),
	"/docs":        html("Documentation", "/docs/tour", "/docs/slow", "/about"),
	"/docs/tour":   html("A tour", "/", "/docs/tour/1"),
	"/docs/tour/1": html("Too far away"),
	"/news":        html("News", "/news/1", "/news/2"),
	"/news/1":      html("The first news", "/news", "/news/2"),
	"/news/2":      html("The second news", "/news", "/news/1"),
}

func smallSite(r *http.Request) string {
	if r.URL.Path == "/docs/slow" {
		<-r.Context().Done()
	}
	return entries[r.URL.Path]
}

// endlessSite has pages that each lead to two more.
func endlessSite(r *http.Request) string {
	n, _ := strconv.Atoi(r.URL.Path[1:])
	return html(fmt.Sprint("Page ", n), fmt.Sprint("/", 2*n), fmt.Sprint("/", 2*n+1))
}

func summary(start *url.URL) {
	var visits []visit
	for v := range crawl(context.Background(), start, 2) {
		visits = append(visits, v)
	}
	slices.SortFunc(visits, func(a, b visit) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.url.Path, b.url.Path))
	})
	fmt.Println("depth, path, title:")
	for _, v := range visits {
		found := v.page.title
		if v.err != nil {
			found = "failed: " + v.err.Error()
		}
		fmt.Printf("%d %-10s  %s\n", v.depth, v.url.Path, found)
	}
}

func taste(start *url.URL, enough int) {
	ctx, cancel := context.WithCancel(context.Background())
	visits := crawl(ctx, start, 1<<30)
	for i := 0; i < enough; i++ {
		if v := <-visits; v.err != nil {
			panic(errors.Join(errors.New("no "+v.url.String()), v.err))
		}
	}
	cancel()
	for range visits {
	}
	fmt.Println("the site without an end:", ctx.Err(), "after", enough, "pages")
}

func main() {
	home, small := site(smallSite)
	summary(home)
	small.Close()

	first, endless := site(endlessSite)
	first.Path = "/1"
	taste(first, 25)
	endless.Close()
}
