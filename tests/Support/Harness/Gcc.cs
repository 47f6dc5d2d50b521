using System.Collections.Concurrent;

namespace Sandbox.Tests.Support.Harness;

/// <summary>Compiles C, once for each text.</summary>
internal static class Gcc
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Programs = new();

    /// <summary>The program that a C text makes; fails with the compiler's words where it does not compile.</summary>
    public static Task<string> Program(string source, params IReadOnlyList<string> options) =>
        Programs.GetOrAdd(string.Join('\n', [.. options, source]), _ => new(() => Compile(source, options))).Value;

    /// <summary>What the compiler says to a C text, which is only looked at.</summary>
    public static async Task<Finished> Check(string source)
    {
        string file = Path.Combine(TestFolders.Create(), "check.c");
        await File.WriteAllTextAsync(file, source);
        return await Run("-fsyntax-only", "-std=gnu17", file);
    }

    private static async Task<string> Compile(string source, IReadOnlyList<string> options)
    {
        string folder = TestFolders.Create(), file = Path.Combine(folder, "program.c"), program = Path.Combine(folder, "program");
        await File.WriteAllTextAsync(file, source);
        (await Run(["-std=gnu17", "-Wall", "-Wextra", "-Werror", .. options, "-o", program, file, "-pthread"])).AssertExit(0);
        return program;
    }

    private static Task<Finished> Run(params IReadOnlyList<string> arguments) => new SandboxProgram { Program = "gcc" }.RunWith(arguments);
}
