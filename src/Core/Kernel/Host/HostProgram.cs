using System.Collections;

namespace Sandbox.Core.Kernel.Host;

/// <summary>The program <c>sandbox-host</c>, in which runs take place: where it is, and what it finds in its environment.</summary>
public static class HostProgram
{
    /// <summary>Its file's name.</summary>
    public const string Name = "sandbox-host";

    /// <summary>Where it lies beside the program that is running.</summary>
    public static string Beside => Path.Combine(AppContext.BaseDirectory, Name);

    /// <summary>This very program, where it is a host that starts itself once more for a worker.</summary>
    internal static string Itself => Environment.ProcessPath ?? throw new SandboxBugException("/proc/self/exe cannot be read");

    /// <summary>The environment of this process as words of the form NAME=value, without what would steer the runtime.</summary>
    internal static IReadOnlyList<string> Variables { get; } = Words();

    private static List<string> Words()
    {
        List<string> words = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            // A host with another heap or another collector would not be the one that was measured and tested.
            if (entry.Key is string name && !name.StartsWith("DOTNET_", StringComparison.Ordinal))
                words.Add($"{name}={entry.Value}");
        }
        return words;
    }
}
