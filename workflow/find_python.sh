#!/bin/sh
# Print the first Python that can make the environment, or say what is missing.
if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3.13 python3.12 python3.11 python3 python
fi
for candidate; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
cat >&2 <<'MISSING'
Python 3.11, 3.12 or 3.13 with its venv module is needed and was not found.
On Debian or Ubuntu: apt install python3 python3-venv. Elsewhere: https://www.python.org/downloads/
If it has another name, say so: make book PYTHON=/path/to/python3.12
MISSING
exit 1
