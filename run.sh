cd /tmp/w/tables
(dotnet build tests/Tui.Tests -c Release -v q 2>&1 | grep -E "error|Elapsed" | sort -u | sed 's/\[.*//' | head)
A=""; for c in "$@"; do A="$A -class *$c"; done
set -f; timeout 500 artifacts/bin/Tui.Tests/release/Sandbox.Tui.Tests -noLogo -noColor $A 2>&1 | grep -v "^ *at .*Xunit\|System.Reflection\|InvokeStub" | head -${MAX:-150}
