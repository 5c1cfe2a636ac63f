module weft.dev/examples

go 1.22
