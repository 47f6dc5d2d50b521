using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Tracing;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.Tracing;

/// <summary>The seccomp filter, run here as the kernel runs it.</summary>
public class CallFilterTests
{
    private static readonly uint Ours = RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? SeccompH.AUDIT_ARCH_AARCH64 : SeccompH.AUDIT_ARCH_X86_64;

    [Fact]
    public void Every_call_of_the_table_is_traced_where_its_argument_is_the_rows_and_no_other_call_is()
    {
        SockFilter[] filter = CallFilter.Of([]);
        foreach ((int number, string name) in CallNames.All)
        {
            foreach (uint first in new uint[] { 0, 1, 17, 36, SchedH.CLONE_UNTRACED, SchedH.CLONE_PARENT, SchedH.CLONE_PARENT | 17 })
            {
                bool wanted = CallTable.Rows.Any(row => row.Number == number && (row.FirstIs is null || row.FirstIs == first) && (row.FirstHas == 0 || (row.FirstHas & first) != 0));
                Assert.True(wanted == IsTraced(filter, Ours, number, first), $"{name} with {first}");
            }
        }
    }

    [Fact]
    public void A_call_that_something_is_injected_at_is_traced_whatever_its_argument_is()
    {
        int clone = CallNames.NumberOf("clone")!.Value, write = CallNames.NumberOf("write")!.Value;
        SockFilter[] filter = CallFilter.Of([clone, write]);
        Assert.True(IsTraced(filter, Ours, clone, 17));
        Assert.True(IsTraced(filter, Ours, write, 1));
        Assert.False(IsTraced(filter, Ours, CallNames.NumberOf("read")!.Value, 1));
    }

    [Fact]
    public void Another_architectures_calls_pass() => Assert.All(CallTable.Rows, row => Assert.False(IsTraced(CallFilter.Of([]), 0x40000003, (int)row.Number, 17)));

    private static bool IsTraced(SockFilter[] filter, uint architecture, int number, uint first)
    {
        uint register = 0;
        for (int at = 0; ; at++)
        {
            SockFilter instruction = filter[at];
            bool? jump = instruction.Code switch
            {
                SeccompH.JumpIfEqual => register == instruction.Value,
                SeccompH.JumpIfAnySet => (register & instruction.Value) != 0,
                _ => null,
            };
            if (jump is { } taken)
                at += taken ? instruction.IfTrue : instruction.IfFalse;
            else if (instruction.Code == SeccompH.Return)
                return instruction.Value == SeccompH.SECCOMP_RET_TRACE || (instruction.Value == SeccompH.SECCOMP_RET_ALLOW ? false : throw new InvalidOperationException($"returns {instruction.Value:x}"));
            else
                register = instruction.Value switch { SeccompH.ArchOffset => architecture, SeccompH.NumberOffset => (uint)number, SeccompH.FirstArgumentOffset => first, _ => throw new InvalidOperationException() };
        }
    }
}
