using System.Text.RegularExpressions;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>What some of the code must not mention; see ARCHITECTURE.md.</summary>
/// <param name="Says">The rule as a sentence.</param>
/// <param name="Where">Which files it binds: a pattern for their paths.</param>
/// <param name="Forbidden">What their code must not have: a pattern.</param>
/// <param name="Breach">A line that breaks it, to prove that the rule bites.</param>
internal sealed record Rule(string Says, string Where, string Forbidden, string Breach)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("Core knows nothing of the program around it",
            "^src/Core/", @"\bSandbox\.Tui\b|\bSpectre\b|\bSystem\.CommandLine\b|\bConsole\b",
            "using Sandbox.Tui.Screens;"),
        new("only Models, Hosting, Memory, Waits, History, Files and the faults' deeds touch Native in Core",
            "^src/Core/(?!Models/|Hosting/|Memory/|Waits/|History/|Files/|Faults/|Native/)", @"\bSandbox\.Core\.Native\b|\bMono\.Unix\b|^\s*using Native\b",
            "using Sandbox.Core.Native;"),
        new("a fault's deed calls nothing but Native.Raw: it may run in a forked child",
            "^src/Core/Faults/", @"\b(LibC|MemFd|Mapping|Spawn|Clock|Process|Thread|Console|File|Environment)\.\w",
            "int fd = MemFd.Create(\"x\", 1);"),
        new("what Runs, Signals, Scenarios, Export and Text say depends on nothing but what they are given",
            "^src/Core/(Runs|Signals|Scenarios|Export|Text)/", @"\b(File|Directory|Environment|Thread|Stopwatch|TimeProvider|Random)\.\w",
            "string text = File.ReadAllText(path);"),
        new("wait statuses are taken apart without asking anybody",
            "^src/Core/Waits/WaitStatus", @"\b(Native|Hosting|Models|Runs|Mono)\b",
            "using Sandbox.Core.Hosting;"),
        new("C is called in Core/Native and the terminal's folder alone",
            "^src/(?!Core/Native/|Tui/Terminal/)", @"\b(LibraryImport|DllImport)\b",
            "[LibraryImport(\"libc\")]"),
        new("the program takes from Native no more than the names that bindings bear",
            "^src/Tui/(?!Terminal/)", @"\bSandbox\.Core\.Native\b|\bMono\.Unix\b",
            "using Sandbox.Core.Native;"),
        new("a view and an update see only the model: no input, no output, no time of their own",
            "^src/Tui/(App|Interactive|Screens)/(.*/)?\\w*(View|Update|Model)\\.cs$",
            @"\b(File|Directory|Environment|Stopwatch|TimeProvider|Thread|Task|Random|ITerminal|AnsiTerminal|Tty|IRunner|Runner)\b|\bawait\b|\basync\b",
            "long now = Stopwatch.GetTimestamp();"),
        new("only the terminal's folder knows escape sequences and the tty",
            "^src/Tui/(App|Interactive|Screens)/", @"\\e\[|\\x1b\[|\\u001b\[|/dev/tty|/dev/pts",
            "output.Write(\"\\e[2J\");"),
        new("a banned call is let pass in its one home",
            "^src/(?!Tui/Commands/StandardStreams\\.cs)|^tests/", @"pragma\s+warning\s+disable\s+RS0030",
            "#pragma warning disable RS0030 // just this once"),
    ];

    /// <summary>The lines of a file that break the rule.</summary>
    public IEnumerable<string> Breaches(SourceFile file) => !Regex.IsMatch(file.Path, Where)
        ? []
        : from line in file.Code
          where Regex.IsMatch(line.Code, Forbidden)
          select $"{file.Path}:{line.Line}: {line.Code.Trim()}";

    public override string ToString() => Says;
}
