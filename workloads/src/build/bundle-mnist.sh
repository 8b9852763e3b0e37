#!/bin/sh
# Makes the bundled MNIST subset: the first 10,000 training and the first 2,000 test images, as gzipped IDX.
# Usage: bundle-mnist.sh FOLDER_WITH_THE_FOUR_UNCOMPRESSED_MNIST_FILES DESTINATION
set -eu
from=$1
to=$2

# SHA-256 of the original, uncompressed files.
(cd "$from" && sha256sum --check --quiet - <<'SUMS'
ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db  train-images-idx3-ubyte
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5  train-labels-idx1-ubyte
0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7  t10k-images-idx3-ubyte
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2  t10k-labels-idx1-ubyte
SUMS
)

# first FILE COUNT HEADER_BYTES ITEM_BYTES: the header with its count (bytes 4 to 7, big-endian) replaced, then COUNT items.
first() {
  {
    head -c 4 "$from/$1"
    printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $(($2 >> 24 & 255)) $(($2 >> 16 & 255)) $(($2 >> 8 & 255)) $(($2 & 255)))"
    head -c "$3" "$from/$1" | tail -c +9
    tail -c +$(($3 + 1)) "$from/$1" | head -c $(($2 * $4))
  } | gzip -9 -n > "$to/$1.gz"
}

first train-images-idx3-ubyte 10000 16 784
first train-labels-idx1-ubyte 10000 8 1
first t10k-images-idx3-ubyte 2000 16 784
first t10k-labels-idx1-ubyte 2000 8 1
