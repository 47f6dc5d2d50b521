using System.Collections;
using System.Reflection;

namespace Sandbox.Core.Hosting;

/// <summary>How this very program is started once more.</summary>
internal static class SandboxProgram
{
    /// <summary>The words that start it: its path, or that of <c>dotnet</c> and the assembly's.</summary>
    public static IReadOnlyList<string> Current { get; } = Find();

    /// <summary>The environment of a host: ours, and what makes fork safe.</summary>
    public static IReadOnlyList<string> Environment { get; } = MakeEnvironment();

    private static List<string> Find()
    {
        string running = System.Environment.ProcessPath ?? throw new InvalidOperationException("/proc/self/exe cannot be read");
        string beside = Path.Combine(AppContext.BaseDirectory, "sandbox");
        if (Path.GetFileName(running) == "sandbox")
            return [running];
        // Under a test runner the program lies beside it; otherwise the assembly was given to dotnet.
        return File.Exists(beside) ? [beside] : [running, Assembly.GetEntryAssembly()!.Location];
    }

    private static List<string> MakeEnvironment()
    {
        // C libraries before 2.31 say "double free" to /dev/tty, past every redirection, unless they are told to use standard error.
        List<string> words = [.. ForkGate.Environment, "LIBC_FATAL_STDERR_=1"];
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            string name = $"{entry.Key}=";
            if (!ForkGate.Environment.Any(rule => rule.StartsWith(name, StringComparison.Ordinal)))
                words.Add(name + entry.Value);
        }
        return words;
    }
}
