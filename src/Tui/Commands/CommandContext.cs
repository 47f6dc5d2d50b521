using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Sandbox.Core;
using Sandbox.Core.Kernel.Supervision;
using Sandbox.Core.Kernel.Tracing;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Cell = Sandbox.Tui.Commands.Printing.Cell;
using Size = Sandbox.Tui.Terminal.Size;

namespace Sandbox.Tui.Commands;

/// <summary>What a command may touch of the world.</summary>
/// <param name="Runner">Makes what starts runs; asked only by commands that start one.</param>
/// <param name="Output">Standard output: results.</param>
/// <param name="Error">Standard error: messages.</param>
/// <param name="Look">How text for people looks on the output.</param>
/// <param name="Environment">The environment's variables.</param>
/// <param name="ProgramFolder">The folder that the program and its settings file lie in.</param>
internal sealed record CommandContext(
    Func<IRunner> Runner,
    TextWriter Output,
    TextWriter Error,
    Look Look,
    IReadOnlyDictionary<string, string> Environment,
    string ProgramFolder)
{
    /// <summary>Standard input, a line at a time; <c>null</c> at its end, or when the token says that nobody waits for a line any more.</summary>
    public Func<CancellationToken, string?> ReadLine { get; init; } = _ => null;

    /// <summary>Whether standard input is a terminal: somebody can be asked.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>How many columns standard error has: 0 where its terminal does not know, <c>null</c> where it is no terminal.</summary>
    public int? ErrorColumns { get; init; }

    /// <summary>How large the terminal on standard output is; 0x0 where it does not know, <c>null</c> where there is none.</summary>
    public Size? OutputSize { get; init; }

    /// <summary>The folder of the machine's own settings.</summary>
    public string MachineFolder { get; init; } = SettingsSources.Etc;

    /// <summary>What the settings are read from.</summary>
    public SettingsSources Settings => new(Environment, ProgramFolder, MachineFolder, KeyChoices.Actions);

    /// <summary>Opens the screen on settings that a command line has a part in, and returns the exit code.</summary>
    public Func<ScreenOpening, int> Screen { get; init; } = _ => throw new SandboxBugException("nobody said how to open the screen");

    /// <summary>Makes what traces programs; asked only by commands that trace one.</summary>
    public Func<ITracer> Tracer { get; init; } = () => new Tracers();

    /// <summary>The clock on the wall.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The world as this process has it.</summary>
    public static CommandContext OfThisProcess()
    {
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        return new CommandContext(
            () => new Runner(),
            StandardStreams.Output(),
            StandardStreams.Error(),
            Look.For(environment, StandardStreams.OutputColumns()),
            environment,
            AppContext.BaseDirectory)
        {
            ReadLine = StandardStreams.Input().ReadLine,
            InputIsTerminal = StandardStreams.InputIsTerminal(),
            OutputSize = StandardStreams.OutputSize(),
            ErrorColumns = StandardStreams.ErrorColumns(),
        };
    }

    /// <summary>Writes one line over the last one on standard error, where that is a terminal; <c>null</c> takes it away.</summary>
    public void Progress(string? line)
    {
        if (ErrorColumns is not { } columns)
            return;
        int width = Math.Max(columns, 20) - 1;
        Error.Write(line is null ? $"\r{new string(' ', width)}\r" : $"\r{(line.Length > width ? line[..width] : line.PadRight(width))}");
    }

    /// <summary>Prints one JSON value.</summary>
    public void PrintJson<T>(T value, JsonTypeInfo<T> type) => Output.WriteLine(JsonText.Of(value, type));

    /// <summary>Prints a table for people.</summary>
    public void PrintTable(Column[] columns, IEnumerable<Cell[]> rows) => Output.Write(TableText.Of(Look, columns, rows));
}
