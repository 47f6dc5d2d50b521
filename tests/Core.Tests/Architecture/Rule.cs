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
        new("the pure part of Core knows nothing of the kernel part",
            "^src/Core/(?!Kernel/)", @"\bSandbox\.Core\.Kernel\b|^\s*using Kernel\b",
            "using Sandbox.Core.Kernel.Bindings;"),
        new("nothing in Core is unsafe outside its kernel part",
            "^src/Core/(?!Kernel/)", @"\bunsafe\b|\bfixed\s*\(",
            "internal static unsafe class Any"),
        new("a fault's code calls nothing but Raw: it may run in a forked child",
            "^src/Core/Kernel/Workers/\\w+Faults\\.cs$", @"\b(LibC|MemFd|Mapping|Spawn|Process|Thread|Console|File|Environment)\.\w",
            "int fd = MemFd.Create(\"x\", 1);"),
        new("what the pure part of Core says depends on nothing but what it is given",
            "^src/Core/(Arrays|Catalogue|Export|Headers|Lessons|Runs|Signals|Status|Text)/", @"\b(File|Directory|Environment|Thread|Stopwatch|TimeProvider|Random)\.(?!SystemPageSize)\w",
            "string text = File.ReadAllText(path);"),
        new("what a model, a fault or a wait strategy can do is asked of its row, never of its id",
            "^src/(?!Core/Catalogue/)", @"\b(Model|Fault|Wait|model\.Id|fault\.Id|wait\.Id|strategy\.Id)\s*(==|!=|is)\s*(not\s*)?\(?\s*""|\b[sS]pec\.(Model|Fault|Wait)\s+switch\b",
            "if (spec.Model == \"threads\")"),
        new("C is bound in Core/Kernel/Bindings alone",
            "^src/(?!Core/Kernel/Bindings/)", @"\b(LibraryImport|DllImport)\b",
            "[LibraryImport(\"libc\")]"),
        new("the program takes from the bindings no more than the terminal needs",
            "^src/Tui/(?!Terminal/|Toolkit/OwnDriver\\.cs)", @"\bSandbox\.Core\.Kernel\.Bindings\b|\bMono\.Unix\b",
            "using Sandbox.Core.Kernel.Bindings;"),
        new("a view and an update see only the model: no input, no output, no time of their own",
            "^src/Tui/(App|Interactive|Screens)/(.*/)?\\w*(View|Update|Model)\\.cs$",
            @"\b(File|Directory|Environment|Stopwatch|TimeProvider|Thread|Task|Random|ITerminal|AnsiTerminal|Tty|IRunner|Runner)\b|\bawait\b|\basync\b",
            "long now = Stopwatch.GetTimestamp();"),
        new("only the terminal's folder knows escape sequences and the tty",
            "^src/Tui/(App|Interactive|Screens)/", @"\\e\[|\\x1b\[|\\u001b\[|/dev/tty|/dev/pts",
            "output.Write(\"\\e[2J\");"),
        new("what a state, a stage, a verdict or a phase is called stands in the tables of words alone",
            "^src/(?!Core/Runs/OutcomeWords\\.cs)", @"\b(Verdict|WorkerState|WorkerStage|PageState|RunPhase)\.\w+[^=]*=>\s*\$?""[^""]{1,24}""",
            "WorkerState.Lost => \"gone with the host\","),
        new("what commands and files call a scenario is a lesson in the code",
            "^src/", @"\bScenario\w*",
            "internal sealed class ScenarioReader;"),
        new("files are made and written in Core/Kernel/Files alone, which follows no link to them",
            "^src/(?!Core/Kernel/Files/)", @"\bFileStream\((?!new Microsoft\.Win32\.SafeHandles)|\bStreamWriter\(""|\bFile\.(Write|Create|Append|Open(?!Read|Handle)|Move|Copy|Replace|Delete|SetUnix)\w*\(|\bDirectory\.(Create|Delete|Move)\w*\(",
            "File.WriteAllText(path, text);"),
        new("a banned call is let pass in its one home",
            "^src/(?!Tui/Commands/StandardStreams\\.cs|Tui/Toolkit/OwnDriver\\.cs)|^tests/", @"pragma\s+warning\s+disable\s+RS0030",
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
