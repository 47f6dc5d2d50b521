namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>A parent that leaves its child something odd, and then becomes the sandbox.</summary>
internal static class Parent
{
    /// <summary>The sandbox after some lines of Python, which see <c>os</c>, <c>signal</c> and <c>resource</c>.</summary>
    /// <param name="python">The lines.</param>
    /// <param name="arguments">The sandbox's arguments.</param>
    public static RunningProgram Start(string python, params IReadOnlyList<string> arguments) => new SandboxProgram { Program = "python3" }.Start(
        ["-c", $"import os, resource, signal, sys\n{python}\nos.execv(sys.argv[1], sys.argv[1:])", SandboxProgram.Location, .. arguments]);

    /// <summary>The same, to its end.</summary>
    public static async Task<Finished> Run(string python, params IReadOnlyList<string> arguments)
    {
        using RunningProgram running = Start(python, arguments);
        return await running.Finish();
    }
}
