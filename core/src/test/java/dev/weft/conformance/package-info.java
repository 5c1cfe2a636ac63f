/**
 * Go's own tests, rewritten: "like Go" is a claim that Go's tests can check.
 *
 * <p>The packages below mirror Go's tree, with one class for each of Go's files. The class has the file's path as its
 * display name, and each test method the name of Go's test: {@code TestMutex}, or {@code TestMutex: a part of it};
 * where the whole file is one program, its name is that of the file, {@code fifo}. {@code PORT.md} has a row for every
 * Go test: done, changed (what, and why), or does not apply (and why); {@link dev.weft.conformance.PortTest} compares
 * it with the classes.
 *
 * <p>These tests are as strict as Go's: where Go blocks, they block; where Go's channel is unbuffered, so is theirs;
 * and they run as many rounds. In one respect they are stricter: no verdict depends on a sleep or on the speed of the
 * machine. Where Go sleeps so that another goroutine may block, these tests wait until it has; where Go retries a test
 * whose clock was late, these check what holds on any clock.
 */
package dev.weft.conformance;
