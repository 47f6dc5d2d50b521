using System.CommandLine;
using Sandbox.Core;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Cell = Sandbox.Tui.Commands.Printing.Cell;

namespace Sandbox.Tui.Commands.Config;

/// <summary><c>sandbox config</c>.</summary>
internal static class ConfigCommand
{
    private static readonly Column[] Columns = [new("setting"), new("value", Wraps: true), new("given by"), new("place")];
    private static readonly Column[] FileColumns = [new("read, the weakest first"), new(""), new("")];

    public static Command Create(CommandContext context)
    {
        Option<bool> asJson = SharedOptions.Json("one array");
        Option<bool> schema = new("--schema") { Description = "print the JSON schema of a settings file, for editors" };
        Command command = new("config", "every setting, its value, and who gave it where") { asJson, schema };
        RunOptions options = new(command);
        command.SetAction(parsed =>
        {
            bool json = parsed.GetValue(asJson);
            if (parsed.GetValue(schema))
            {
                if (json)
                    throw new UsageException(["--json and --schema exclude each other: one output, one format"]);
                context.PrintJson(SettingsSchema.Of(KeyChoices.Actions()), ConfigJson.Default.JsonObject);
                return ExitCode.Done;
            }
            SettingsReading reading = options.Read(context, parsed);
            string? refusal = RefusalOf(reading);
            if (json)
                context.PrintJson([.. reading.All.Select(Row)], ConfigJson.Default.ConfigRowArray);
            else
                Print(context, reading);
            if (refusal is not null)
                context.Error.WriteLine($"sandbox: such a run is refused: {Quoted.Bare(refusal)}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Why a run of these settings is refused though nothing is wrong with them; they can be shown all the same.</summary>
    private static string? RefusalOf(SettingsReading reading)
    {
        try
        {
            RunOptions.Resolve(reading);
            return null;
        }
        catch (MachineRefusedException above)
        {
            return above.Message;
        }
    }

    private static void Print(CommandContext context, SettingsReading reading)
    {
        context.PrintTable(Columns, reading.All.Select(Cells));
        context.Output.WriteLine();
        context.PrintTable(FileColumns, reading.Files.Select(file => new Cell[]
        {
            Words(file.Place.Kind), Quoted.Bare(file.Place.Path), file.Found ? "" : new Cell("not found", Tone.Faint),
        }));
    }

    private static Cell[] Cells(SettingInForce setting) =>
    [
        new Cell(setting.Row.Name, Tone.Id),
        TextOf(setting),
        new Cell(Words(setting.Layer), setting.Layer == LayerKind.BuiltIn ? Tone.Faint : Tone.Plain),
        setting.Layer == LayerKind.BuiltIn ? "" : setting.Value.Place,
    ];

    private static Cell TextOf(SettingInForce setting) => setting.InEffect switch
    {
        // Only the faulty worker's default depends on other settings.
        { Text: null } => new Cell("2 or the last", Tone.Faint),
        { Text: "" } => new Cell("none", Tone.Faint),
        { Items.IsEmpty: false } value => string.Join(", ", value.Items.Select(item => Quoted.Bare(item.Text!))),
        { Text: var text } => Quoted.Bare(text),
    };

    private static ConfigRow Row(SettingInForce setting) => new(
        setting.Row.Name,
        setting.InEffect.Text is null ? null : setting.Row.Form.ToJson(setting.InEffect),
        setting.Layer switch
        {
            LayerKind.BuiltIn => "default",
            LayerKind.Program => "program",
            LayerKind.Machine => "machine",
            LayerKind.User => "user",
            LayerKind.Named => "named",
            LayerKind.Environment => "environment",
            _ => "option",
        },
        setting.Layer == LayerKind.BuiltIn ? null : setting.Value.Place);

    private static string Words(LayerKind layer) => layer switch
    {
        LayerKind.BuiltIn => BuiltInLayer.Place,
        LayerKind.Program => "the program's file",
        LayerKind.Machine => "the machine's file",
        LayerKind.User => "your file",
        LayerKind.Named => VariableLayer.Config,
        LayerKind.Environment => "a variable",
        _ => "an option",
    };
}
