module weft.dev/benchmarks

go 1.23
