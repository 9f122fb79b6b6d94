#!/bin/sh
# Puts what the image holds into a new folder: the built pages, the code of server and commands, and the packages that they
# run on. From the top folder, after `npm ci`, on Debian:  deploy/stage.sh FOLDER
set -eu
out=$1
mkdir "$out"
npm run --silent build
# Stops where a licence forbids to ship a package.
npm run --silent third-party -- --copy "$out"
cp /usr/share/common-licenses/LGPL-3 /usr/share/common-licenses/GPL-3 "$out/licences"
cp -R dist prisma public next.config.mjs package.json README.md THIRD-PARTY.md "$out"
# What commands read beside: prompts, and the scripts of pages that are kept.
mkdir -p "$out/lib/vlm" "$out/cli/offline"
cp -R lib/vlm/prompts "$out/lib/vlm"
cp cli/offline/*.js "$out/cli/offline"
find "$out/lib" "$out/prisma" -name '*.ts' -delete
mkdir "$out/.next"
for part in .next/*; do
  case ${part#.next/} in
    cache | dev | diagnostics | trace* | turbopack | types) ;;
    *) cp -R "$part" "$out/.next" ;;
  esac
done
find "$out/.next" -name '*.map' -delete
