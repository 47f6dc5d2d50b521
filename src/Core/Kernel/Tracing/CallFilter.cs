using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>The seccomp filter of a traced program: it lets every call pass but those that its tracer wants to see. See seccomp(2).</summary>
internal static class CallFilter
{
    /// <summary>The instructions.</summary>
    /// <param name="more">Calls beside those of <see cref="CallTable"/>.</param>
    public static SockFilter[] Of(IEnumerable<int> more)
    {
        HashSet<int> always = [.. more];
        CallRow[] rows = [.. CallTable.Rows.Where(row => !always.Contains((int)row.Number)), .. always.Select(number => new CallRow(number, CallUse.None))];
        // Two ends stand behind the tests: let pass, and trace.
        int tests = rows.Sum(Length), pass = 3 + tests, trace = pass + 1;
        List<SockFilter> filter =
        [
            Load(SeccompH.ArchOffset),
            // A program of another architecture has other numbers: its calls are not seen, its processes are.
            Jump(SeccompH.JumpIfEqual, Architecture, 0, pass - 2),
            Load(SeccompH.NumberOffset),
        ];
        foreach (CallRow row in rows)
        {
            if (Length(row) == 1)
            {
                filter.Add(Jump(SeccompH.JumpIfEqual, (uint)row.Number, trace - filter.Count - 1, 0));
                continue;
            }
            filter.Add(Jump(SeccompH.JumpIfEqual, (uint)row.Number, 0, 2));
            filter.Add(Load(SeccompH.FirstArgumentOffset));
            (ushort code, uint value) = row.FirstIs is { } wanted ? (SeccompH.JumpIfEqual, wanted) : (SeccompH.JumpIfAnySet, row.FirstHas);
            filter.Add(Jump(code, value, trace - filter.Count - 1, pass - filter.Count - 1));
        }
        filter.Add(new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_ALLOW });
        filter.Add(new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_TRACE });
        return [.. filter];
    }

    private static uint Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
        ? SeccompH.AUDIT_ARCH_AARCH64
        : SeccompH.AUDIT_ARCH_X86_64;

    private static int Length(CallRow row) => row.FirstIs is null && row.FirstHas == 0 ? 1 : 3;

    private static SockFilter Load(uint offset) => new() { Code = SeccompH.Load, Value = offset };

    private static SockFilter Jump(ushort code, uint value, int ifTrue, int ifFalse) =>
        new() { Code = code, Value = value, IfTrue = checked((byte)ifTrue), IfFalse = checked((byte)ifFalse) };
}
