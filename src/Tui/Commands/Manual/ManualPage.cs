using System.CommandLine;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Commands.Manual;

/// <summary>The manual page, made of what the program itself goes by: the command tree, the catalogues, the tables of settings and keys.</summary>
internal static class ManualPage
{
    public static string Of(Command root, string version)
    {
        Roff page = new Roff("SANDBOX", "1", $"sandbox {version}")
            .Section("NAME").Paragraph($"{root.Name} - {root.Description}")
            .Section("SYNOPSIS").Typed("sandbox [OPTION of run...]").Typed("sandbox COMMAND [OPTION...]")
            .Section("DESCRIPTION")
            .Paragraph("A terminal laboratory for one question: when a worker fails, who else is hurt, and how does the parent find out? Real threads or real processes sum a real array, one of them meets a fault, and the sandbox shows what each child left behind: the raw wait status, that status taken apart by the W* macros, the sums, and which pages of the array are still shared. Nothing is simulated.")
            .Paragraph("Without a command it opens the screen; the key ? shows its keys. Options of run are set in its form then.");
        page.Section("OPTIONS");
        Options(page, root);
        page.Section("COMMANDS");
        foreach (Command command in root.Subcommands)
            Write(page, command, "");
        Catalogues(page);
        Keys(page);
        ManualSurroundings.Write(page);
        return page.ToString();
    }

    private static void Write(Roff page, Command command, string before)
    {
        string name = $"{before}{command.Name}";
        page.Part(string.Join(' ', ["sandbox", name, .. command.Arguments.Select(Place), command.Options.Count > 1 ? "[OPTION...]" : ""]).TrimEnd());
        page.Paragraph($"{command.Description}.");
        foreach (Argument argument in command.Arguments)
            page.Term(Word(argument), argument.Description ?? "");
        Options(page, command);
        if (command.Options.Select(option => option.Action).OfType<HelpWithExample>().FirstOrDefault() is { } help)
            page.Typed(help.Example);
        foreach (Command below in command.Subcommands)
            Write(page, below, $"{name} ");
    }

    private static string Place(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[{Word(argument)}]" : Word(argument);

    private static string Word(Argument argument) =>
        $"{argument.HelpName ?? argument.Name.ToUpperInvariant()}{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";

    private static void Options(Roff page, Command command)
    {
        foreach (Option option in command.Options.Where(option => !option.Hidden))
        {
            string names = string.Join(", ", [option.Name, .. option.Aliases]);
            page.Term(option.HelpName is { } value ? $"{names} {value}" : names, option.Description ?? "");
        }
    }

    private static void Catalogues(Roff page)
    {
        page.Section("EXECUTION MODELS");
        foreach (ExecutionModel model in ModelCatalogue.All)
            page.Term(model.Id, $"Workers: {model.Workers}; the array: {model.Array}. {model.Summary}");
        page.Section("FAULTS");
        foreach (Fault fault in FaultCatalogue.All)
        {
            page.Term(
                fault.Argument is { } argument ? $"{fault.Id}[:{argument.Name}]" : fault.Id,
                $"{fault.Summary}; a child process ends with: {(fault.ChildEndsWith.Length > 0 ? fault.ChildEndsWith : "exited 0")}{(fault.Argument is { } one ? $"; {one.Name} is {one.Summary} (default {one.Default})" : "")}");
        }
        page.Section("WAIT STRATEGIES");
        foreach (WaitStrategy wait in WaitCatalogue.All)
            page.Term(wait.Id, wait.Waits ? $"{wait.Summary}: {wait.Call}" : wait.Summary);
        page.Section("VERDICTS").Paragraph("Where several hold, the last one counts.");
        foreach (VerdictWords row in OutcomeWords.Verdicts)
            page.Term(row.Word, row.Means);
        page.Section("STATES").Paragraph("How a worker ended, as far as its parent knows:");
        foreach (StateWords row in OutcomeWords.States)
            page.Term(row.Word, row.Means);
        page.Paragraph("How far a worker has come while it runs, as it writes itself; one that died keeps its last stage:");
        foreach (StageWords row in OutcomeWords.Stages)
            page.Term(row.Word, row.Means);
        page.Paragraph("What a process has at a page of the array:");
        foreach (PageWords row in PageWords.All)
            page.Term(row.Word, row.Means);
    }

    private static void Keys(Roff page)
    {
        page.Section("KEYS").Paragraph(
            "On the screen, in every view; ? shows those of the view that is open. C- is Ctrl, S- is Shift. In parentheses stand the names that the settings file has for them.");
        foreach (Binding binding in KeyTable.Common)
            Key(page, binding);
        foreach (IView view in ViewTable.All)
            Key(page, view.Opening);
    }

    private static void Key(Roff page, Binding binding) =>
        page.Term(string.Join(", ", binding.Keys), $"{binding.Meaning} ({KeyMap.NameOf(binding.Action)})");
}
