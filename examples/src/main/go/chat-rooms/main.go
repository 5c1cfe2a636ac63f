// Chat-rooms has a hub, which is one goroutine, and for every connection one
// goroutine that reads and one that writes. A peer that does not read is cut
// off, and in the end all are told to leave. The server and its guests talk
// over TCP.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	outboxSize = 16
	sendBuffer = 4096
	grace      = 10 * time.Second
	longest    = 4096
)

// A peer is a participant in the chat, as the hub sees it.
type peer struct {
	name   string
	outbox chan string // only the hub sends to it, and closes it
	cutOff context.CancelFunc
}

// An event is a command from a peer, "enter" or "exit".
type event struct {
	peer             *peer
	what, room, text string
}

func parse(p *peer, line string) event {
	words := strings.SplitN(line, " ", 3)
	switch {
	case len(words) == 2 && (words[0] == "join" || words[0] == "leave"):
		return event{p, words[0], words[1], ""}
	case len(words) == 3 && words[0] == "say":
		return event{p, "say", words[1], words[2]}
	}
	return event{p, "", "", line}
}

type hub struct {
	events  chan event
	peers   map[string]*peer
	rooms   map[string]map[*peer]bool
	tooSlow []*peer
	closing bool
}

func (h *hub) run(ctx context.Context) {
	stop := ctx.Done()
	for {
		select {
		case e, ok := <-h.events:
			if !ok {
				return
			}
			h.handle(e)
			h.cutOffTheSlow()
		case <-stop:
			stop = nil
			h.sayGoodbye()
		}
	}
}

func (h *hub) handle(e event) {
	p := e.peer
	if e.what == "enter" {
		h.enter(p)
		return
	}
	if h.peers[p.name] != p {
		return // refused or cut off
	}
	switch e.what {
	case "join":
		if h.rooms[e.room] == nil {
			h.rooms[e.room] = map[*peer]bool{}
		}
		if !h.rooms[e.room][p] {
			h.rooms[e.room][p] = true
			h.broadcast(e.room, "* "+p.name+" joined "+e.room)
		}
	case "leave":
		if h.isIn(p, e.room) {
			h.broadcast(e.room, "* "+p.name+" left "+e.room)
			h.remove(p, e.room)
		}
	case "say":
		if h.isIn(p, e.room) {
			h.broadcast(e.room, "["+e.room+"] "+p.name+": "+e.text)
		}
	case "exit":
		h.exit(p, "")
	default:
		h.tell(p, `! what is "`+e.text+`"?`)
	}
}

var oneWord = regexp.MustCompile(`^\w+$`)

func (h *hub) enter(p *peer) {
	refusal := ""
	switch {
	case h.closing:
		refusal = "* the server closes"
	case !oneWord.MatchString(p.name):
		refusal = "! a name is one word"
	case h.peers[p.name] != nil:
		refusal = "! " + p.name + " is taken"
	default:
		h.peers[p.name] = p
		h.tell(p, "* welcome, "+p.name)
		return
	}
	p.outbox <- refusal // there is room: it is the first line
	close(p.outbox)
}

func (h *hub) exit(p *peer, why string) {
	delete(h.peers, p.name)
	close(p.outbox)
	for room, members := range h.rooms {
		if members[p] {
			h.remove(p, room)
			h.broadcast(room, "* "+p.name+" left "+room+why)
		}
	}
}

func (h *hub) isIn(p *peer, room string) bool {
	in := h.rooms[room][p]
	if !in {
		h.tell(p, "! you are not in "+room)
	}
	return in
}

func (h *hub) remove(p *peer, room string) {
	delete(h.rooms[room], p)
	if len(h.rooms[room]) == 0 {
		delete(h.rooms, room)
	}
}

func (h *hub) broadcast(room, line string) {
	for p := range h.rooms[room] {
		h.tell(p, line)
	}
}

func (h *hub) tell(p *peer, line string) {
	select {
	case p.outbox <- line:
	default:
		h.tooSlow = append(h.tooSlow, p)
	}
}

func (h *hub) cutOffTheSlow() {
	for len(h.tooSlow) > 0 {
		p := h.tooSlow[0]
		h.tooSlow = h.tooSlow[1:]
		if h.peers[p.name] == p {
			h.exit(p, ": too slow")
			p.cutOff()
		}
	}
}

func (h *hub) sayGoodbye() {
	h.closing = true
	for _, p := range h.peers {
		select {
		case p.outbox <- "* the server closes":
		default:
		}
		close(p.outbox)
	}
	clear(h.peers)
	clear(h.rooms)
}

// serve serves a peer until it leaves or is cut off, or the context is done.
func serve(ctx context.Context, conn *net.TCPConn, h *hub) {
	defer conn.Close()
	life, cutOff := context.WithCancel(ctx)
	defer cutOff()
	defer context.AfterFunc(life, func() { conn.Close() })()

	conn.SetWriteBuffer(sendBuffer)
	in := bufio.NewScanner(conn)
	in.Buffer(nil, longest)
	if !in.Scan() {
		return
	}
	p := &peer{in.Text(), make(chan string, outboxSize), cutOff}
	h.events <- event{peer: p, what: "enter"}

	end, both := make(chan struct{}, 2), make(chan struct{})
	go func() {
		defer func() { end <- struct{}{} }()
		for in.Scan() && in.Text() != "quit" {
			h.events <- parse(p, in.Text())
		}
	}()
	go func() {
		defer func() { end <- struct{}{} }()
		write(conn, p)
	}()
	<-end
	h.events <- event{peer: p, what: "exit"}
	go func() {
		defer close(both)
		<-end
	}()
	select {
	case <-both:
	case <-time.After(grace):
		cutOff()
		<-both
	}
}

func write(conn *net.TCPConn, p *peer) {
	out := bufio.NewWriter(conn)
	for line := range p.outbox {
		out.WriteString(line + "\n")
		if len(p.outbox) > 0 {
			continue
		}
		if err := out.Flush(); err != nil {
			p.cutOff()
			return
		}
	}
	out.Flush()
	conn.CloseWrite()
}

type server struct {
	listener    *net.TCPListener
	connections atomic.Int32
	ended       chan struct{}
}

func start(ctx context.Context) *server {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		panic(err)
	}
	s := &server{listener: listener, ended: make(chan struct{})}
	go s.run(ctx)
	return s
}

func (s *server) run(ctx context.Context) {
	defer close(s.ended)
	lives, cutOffAll := context.WithCancel(context.WithoutCancel(ctx))
	defer cutOffAll()
	h := &hub{events: make(chan event), peers: map[string]*peer{}, rooms: map[string]map[*peer]bool{}}
	hubEnd := make(chan struct{})
	go func() {
		defer close(hubEnd)
		h.run(ctx)
	}()

	defer context.AfterFunc(ctx, func() { s.listener.Close() })()
	var everybody sync.WaitGroup
	for {
		conn, err := s.listener.AcceptTCP()
		if err != nil {
			if ctx.Err() == nil {
				panic(err)
			}
			break
		}
		everybody.Add(1)
		s.connections.Add(1)
		go func() {
			defer everybody.Done()
			defer s.connections.Add(-1)
			serve(lives, conn, h)
		}()
	}
	tooLong := time.AfterFunc(grace, cutOffAll)
	everybody.Wait()
	tooLong.Stop()
	close(h.events)
	<-hubEnd
}

// A client is a participant; the lines from the server arrive on a channel.
type client struct {
	conn  net.Conn
	lines chan string
}

func dial(s *server, name string) *client {
	conn, err := net.Dial("tcp", s.listener.Addr().String())
	if err != nil {
		panic(err)
	}
	c := &client{conn, make(chan string, 100)}
	go func() {
		defer close(c.lines)
		for in := bufio.NewScanner(conn); in.Scan(); {
			c.lines <- in.Text()
		}
		conn.Close()
	}()
	c.send(name)
	return c
}

func (c *client) send(line string) {
	fmt.Fprintln(c.conn, line)
}

// hear prints the lines that a client receives, up to this one.
func (c *client) hear(who, last string) {
	for line := range c.lines {
		fmt.Println(who, "hears", line)
		if line == last {
			return
		}
	}
	panic(who + " has not heard " + last)
}

// talkUntil talks and listens until it receives this line, and then its own
// last one.
func (c *client) talkUntil(last string) {
	text := "say attic " + strings.Repeat("so ", 333) + "on"
	heard := false
	c.send(text)
	for line := range c.lines {
		switch {
		case line == last:
			heard = true
		case heard:
			return
		default:
			c.send(text)
		}
	}
	panic("not heard: " + last)
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := start(ctx)

	ann := dial(s, "ann")
	ann.send("join kitchen")
	ann.hear("ann", "* ann joined kitchen")

	bob := dial(s, "bob")
	bob.send("join kitchen")
	ann.hear("ann", "* bob joined kitchen")
	ann.send("say kitchen hello, bob")
	bob.hear("bob", "[kitchen] ann: hello, bob")
	bob.send("say kitchen hello, ann")
	bob.hear("bob", "[kitchen] bob: hello, ann")
	ann.hear("ann", "[kitchen] bob: hello, ann")
	dial(s, "ann").hear("another ann", "! ann is taken")
	bob.send("quit")
	ann.hear("ann", "* bob left kitchen")

	ann.send("join attic")
	ann.hear("ann", "* ann joined attic")
	carl, err := net.DialTCP("tcp", nil, s.listener.Addr().(*net.TCPAddr))
	if err != nil {
		panic(err)
	}
	carl.SetReadBuffer(4096)
	fmt.Fprint(carl, "carl\njoin attic\n") // and does not read
	ann.hear("ann", "* carl joined attic")
	ann.talkUntil("* carl left attic: too slow")
	fmt.Println("ann hears * carl left attic: too slow")
	carl.Close()

	cancel()
	ann.hear("ann", "* the server closes")
	<-s.ended
	fmt.Println("connections left:", s.connections.Load())
}
