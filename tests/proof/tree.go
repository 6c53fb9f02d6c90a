// Makes tree.sums, with an implementation that is not ours: `go run tree.go >tree.sums`, on Debian 12 with golang-go and
// golang-golang-x-mod-dev, under GO111MODULE=off GOPATH=/usr/share/gocode.  `go run tree.go every` sums up all proofs
// instead of the share of them that a unit test has time for.
package main

import (
	"crypto/sha256"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

const sizeMost, grownMost = 600, 300

type sum [32]byte

// Each line of tree.sums is a chain: the hash of the one before and of what is added.
func (s *sum) add(hashes []tlog.Hash) {
	bytes := s[:]
	for _, hash := range hashes {
		bytes = append(bytes[:len(bytes):len(bytes)], hash[:]...)
	}
	*s = sha256.Sum256(bytes)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var stored []tlog.Hash
	var roots, paths, growths sum
	var pathStep, growthStep int64 = 193, 29
	if len(os.Args) > 1 {
		pathStep, growthStep = 1, 1
	}
	reader := tlog.HashReaderFunc(func(places []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, place := range places {
			found = append(found, stored[place])
		}
		return found, nil
	})
	for size := int64(1); size <= sizeMost; size++ {
		added, err := tlog.StoredHashes(size-1, []byte(fmt.Sprintf("row %d", size-1)), reader)
		must(err)
		stored = append(stored, added...)
		root, err := tlog.TreeHash(size, reader)
		must(err)
		roots.add([]tlog.Hash{root})
		for index := size % pathStep; index < size; index += pathStep {
			path, err := tlog.ProveRecord(size, index, reader)
			must(err)
			paths.add(path)
		}
		for old := 1 + size%growthStep; size <= grownMost && old <= size; old += growthStep {
			growth, err := tlog.ProveTree(size, old, reader)
			must(err)
			growths.add(growth)
		}
	}
	fmt.Printf("roots %x\npaths %x\ngrowths %x\n", roots, paths, growths)
}
