"""Builds dbt projects one after another in one process: a request a line, an answer a line.

Request  {"project_dir": ..., "commands": [["build"], ...], "anew": bool}   `anew`: parse the project again first
Answer   {"success": bool, "exception": text or null, "events": [[level, name, message]], "nodes": [...]}
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

# What the last project was parsed into: reading it again takes longer than most of the commands.
parsed = {"project_dir": None, "manifest": None}


def build(project_dir, commands, anew):
    os.chdir(project_dir)
    events = []

    def keep(event):
        if event.info.level in ("warn", "error"):
            events.append([event.info.level, event.info.name, event.info.msg])

    def invoke(command):
        manifest = parsed["manifest"] if parsed["project_dir"] == project_dir else None
        return dbtRunner(manifest=manifest, callbacks=[keep]).invoke(arguments(command, project_dir))

    nodes = []
    exception = None
    success = True
    if anew or parsed["project_dir"] != project_dir:
        parsed.update(project_dir=None, manifest=None)
        result = invoke(["parse"])
        success = result.success
        exception = str(result.exception) if result.exception else None
        if success:
            parsed.update(project_dir=project_dir, manifest=result.result)
    for command in commands if success else []:
        result = invoke(command)
        nodes += [describe(node) for node in getattr(result.result, "results", None) or []]
        success = success and result.success
        exception = exception or (str(result.exception) if result.exception else None)
    DuckDBConnectionManager.close_all_connections()
    DuckDBConnectionManager._ENV = None
    dbt.deprecations.active_deprecations.clear()
    return {"success": success, "exception": exception, "events": events, "nodes": nodes}


def arguments(command, project_dir):
    name, *options = command
    return [
        "--quiet", "--no-use-colors", "--no-version-check", "--show-all-deprecations", "--no-partial-parse",
        "--log-level-file", "none", name, *options, "--threads", "1",
        "--project-dir", project_dir, "--profiles-dir", project_dir,
    ]


def describe(result):
    node = result.node
    return {
        "unique_id": node.unique_id,
        "name": node.name,
        "status": str(result.status),
        "failures": result.failures,
        "message": result.message,
        "column": getattr(node, "column_name", None),
        "attached": getattr(node, "attached_node", None),
        "depends_on": list(getattr(getattr(node, "depends_on", None), "nodes", None) or []),
        "test": getattr(getattr(node, "test_metadata", None), "name", None),
    }


answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever dbt prints goes to stderr
for line in sys.stdin:
    request = json.loads(line)
    answers.write(json.dumps(build(request["project_dir"], request["commands"], request["anew"])) + "\n")
    answers.flush()
