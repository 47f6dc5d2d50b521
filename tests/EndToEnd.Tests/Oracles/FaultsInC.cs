using System.Collections.Concurrent;
using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>The C program that meets a fault in a child and prints its raw status (faults.c), run by a user without privileges.</summary>
internal static class FaultsInC
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<WaitStatus>>> Statuses = new();

    /// <summary>A user of the C program's own.</summary>
    private static readonly UnprivilegedUser User = new();

    /// <summary>The status that C gets. A child that hangs is killed, one that stops itself is continued.</summary>
    /// <param name="fault">The fault as the option <c>--fault</c> takes it.</param>
    public static Task<WaitStatus> StatusOf(string fault) => Statuses.GetOrAdd(fault, _ => new(() => Ask(fault))).Value;

    /// <summary>What the C program writes beside the status.</summary>
    /// <param name="fault">The fault as the option <c>--fault</c> takes it, with its argument.</param>
    /// <param name="pending">How many signals may wait for its user, who has no other process; <c>null</c> for as many as the machine allows.</param>
    public static async Task<string> SaidBy(string fault, int? pending)
    {
        string program = await Gcc.Program(await Source(), "-Wno-infinite-recursion");
        SandboxProgram run = new() { Program = program, User = new UnprivilegedUser(), Limits = pending is { } most ? [$"--sigpending={most}"] : [] };
        return (await run.RunWith(fault.Split(':'))).AssertExit(0).Error;
    }

    private static async Task<WaitStatus> Ask(string fault)
    {
        (string id, string? argument) = fault.Split(':') is [var name, var given] ? (name, given) : (fault, FaultCatalogue.Find(fault)!.Argument?.Default);
        if (id == "stop")
            argument = null;
        if (id == "signal")
            argument = SignalTable.Find(argument!)!.Number.ToString(CultureInfo.InvariantCulture);
        string program = await Gcc.Program(await Source(), "-Wno-infinite-recursion");
        Finished finished = await new SandboxProgram { Program = program, User = User }.RunWith(argument is null ? [id] : [id, argument]);
        return new WaitStatus(int.Parse(finished.AssertExit(0).Output, CultureInfo.InvariantCulture));
    }

    private static async Task<string> Source()
    {
        await using Stream stream = typeof(FaultsInC).Assembly.GetManifestResourceStream("faults.c")!;
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
