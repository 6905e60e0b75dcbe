"""Builds dbt projects one after another in one process: a request a line, an answer a line.

Request  {"project_dir": ...}
Answer   {"success": bool, "events": [[level, name, message]], "nodes": [{unique_id, status, failures, message}]}
State that leaks from one project to the next is reset (found by running; without it the next project sees the last
one's database, and a deprecation is told only once a process).
"""

import json
import os
import sys

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"

import dbt.deprecations
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner


def build(project_dir):
    os.chdir(project_dir)
    events = []

    def keep(event):
        if event.info.level in ("warn", "error"):
            events.append([event.info.level, event.info.name, event.info.msg])

    arguments = [
        "--quiet", "--no-use-colors", "--no-version-check", "--show-all-deprecations", "--no-partial-parse",
        "--log-level-file", "none", "build", "--threads", "1",
        "--project-dir", project_dir, "--profiles-dir", project_dir,
    ]
    result = dbtRunner(callbacks=[keep]).invoke(arguments)
    nodes = []
    for node in getattr(result.result, "results", None) or []:
        nodes.append({
            "unique_id": node.node.unique_id,
            "name": node.node.name,
            "status": str(node.status),
            "failures": node.failures,
            "message": node.message,
            "column": getattr(node.node, "column_name", None),
            "attached": getattr(node.node, "attached_node", None),
            "depends_on": list(getattr(getattr(node.node, "depends_on", None), "nodes", None) or []),
            "test": getattr(getattr(node.node, "test_metadata", None), "name", None),
        })
    DuckDBConnectionManager.close_all_connections()
    DuckDBConnectionManager._ENV = None
    dbt.deprecations.active_deprecations.clear()
    exception = str(result.exception) if result.exception else None
    return {"success": result.success, "exception": exception, "events": events, "nodes": nodes}


answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever dbt prints goes to stderr
for line in sys.stdin:
    answers.write(json.dumps(build(json.loads(line)["project_dir"])) + "\n")
    answers.flush()
