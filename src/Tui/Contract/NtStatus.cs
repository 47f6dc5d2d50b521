using System.Collections.Immutable;

namespace Sandbox.Tui.Contract;

/// <summary>What Windows gives as the exit code of a process that met a fault: people bring it here and ask what it is.</summary>
/// <param name="Value">The number, as in ntstatus.h.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="Signal">The name of the signal that ends a process here for the same.</param>
internal sealed record NtStatus(uint Value, string Name, string Meaning, string Signal)
{
    /// <summary>Those that a signal stands for here.</summary>
    public static ImmutableArray<NtStatus> All { get; } =
    [
        new(0x80000003, "STATUS_BREAKPOINT", "a breakpoint without a debugger", "SIGTRAP"),
        new(0xC0000005, "STATUS_ACCESS_VIOLATION", "an invalid memory access", "SIGSEGV"),
        new(0xC000001D, "STATUS_ILLEGAL_INSTRUCTION", "an illegal instruction", "SIGILL"),
        new(0xC0000094, "STATUS_INTEGER_DIVIDE_BY_ZERO", "an integer divided by zero", "SIGFPE"),
        new(0xC00000FD, "STATUS_STACK_OVERFLOW", "a stack overflow", "SIGSEGV"),
        new(0xC000013A, "STATUS_CONTROL_C_EXIT", "Ctrl-C", "SIGINT"),
        new(0xC0000409, "STATUS_STACK_BUFFER_OVERRUN", "a stack buffer overrun, or a program that gave up at once", "SIGABRT"),
    ];

    /// <summary>The one with a number, or <c>null</c>.</summary>
    public static NtStatus? Find(uint value) => All.FirstOrDefault(one => one.Value == value);
}
