#!/bin/sh
# Remove every trace of respondent-level files from this folder: the private folder, the setting, all results (the book may
# hold the chapter), logs and the bookkeeping of Snakemake. Everything else can be made again from the published figures.
set -eu
cd "$(dirname "$0")/.."
if [ -L private ]; then
    echo "private is a link: empty the folder it points to, then remove the link" >&2
    exit 1
fi
rm -rf private results _build .snakemake config/microdata.yaml
for each in private results _build .snakemake config/microdata.yaml; do
    if [ -e "$each" ]; then
        echo "$each is still there" >&2
        exit 1
    fi
done
echo "Forgotten. A file that you keep outside private/ is still where you put it."
