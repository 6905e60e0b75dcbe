#!/bin/sh
# One onboarding, from a DuckDB file to a dbt project and back.
#   onboard.sh [folder]      works in this folder, else in a temporary one
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cartridge() { node "$root/dist/cli/main.js" "$@"; }

folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"
node "$root/examples/make-duckdb.mjs" "$here/shop.sql" shop.duckdb

echo "== plan"
# Exit 3 says that there are changes; 0 would say that there is nothing to do.
status=0
cartridge plan --from shop.duckdb --out plan.json --detailed-exitcode || status=$?
[ "$status" -eq 3 ] || exit "$status"

echo "== review"
# The diff is a patch: a person can read it, and git apply takes it.
cartridge diff plan.json > plan.patch
echo "plan.patch: $(grep -c '^diff --git' plan.patch) files"

echo "== apply"
cartridge apply plan.json --yes

echo "== build"
dbt=${CARTRIDGE_DBT:-dbt}
if command -v "$dbt" > /dev/null; then
  DBT_SEND_ANONYMOUS_USAGE_STATS=false "$dbt" --quiet build && echo "green"
else
  echo "left out: there is no dbt (pip install dbt-core dbt-duckdb)"
fi

echo "== plan again"
cartridge plan --from shop.duckdb

echo "== roll back"
cartridge rollback --yes
