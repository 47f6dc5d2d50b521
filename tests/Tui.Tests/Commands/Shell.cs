using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Tests.Commands;

/// <summary>What a command line left behind.</summary>
internal sealed record Said(int Code, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.TrimEnd('\n').Split('\n');
}

/// <summary>Runs command lines against a runner that starts nothing.</summary>
internal sealed class Shell
{
    /// <summary>The runner; by default everything ends clean.</summary>
    public FakeRunner Runner { get; init; } = new(spec => Reports.Of(spec, Verdict.Clean));

    /// <summary>The tracer; by default every program exits with 0 and starts nothing.</summary>
    public FakeTracer Tracer { get; init; } = new();

    public Dictionary<string, string> Environment { get; } = new() { ["SANDBOX_HISTORY"] = "false" };

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Look Look { get; init; } = Look.Plain;

    /// <summary>What the screens that were opened had in their forms.</summary>
    public List<RunSpec> Screens { get; } = [];

    /// <summary>Runs words that hold no blanks.</summary>
    public Said Run(string line) => RunWords(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public Said RunWords(params string[] words)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        CommandContext context = new(() => Runner, output, error, Look, Environment, "/nowhere") { Clock = Clock, MachineFolder = "/nowhere", Screen = Open, Tracer = () => Tracer };
        int code = CommandLine.Run(words, context);
        return new Said(code, output.ToString(), error.ToString());
    }

    private int Open(ScreenOpening opening)
    {
        Screens.Add(RunOptions.Resolve(opening.Given!));
        return 0;
    }
}
